import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useText } from '../locales/use-text';

export interface FieldWords {
  label: ReactNode;
  /** One sentence under the field. */
  help?: ReactNode;
  /** What is wrong and what to do; marks the field as invalid. */
  error?: string | undefined;
  /** Says so beside the label. */
  isOptional?: boolean | undefined;
}

/** What the control inside must carry to belong to its label, help and error. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps extends FieldWords {
  id?: string | undefined;
  /** Ids of more that describes the control, e.g. its unit. */
  describedBy?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, help and error, joined for screen readers. */
export function Field({ label, help, error, isOptional, id: givenId, describedBy, children }: FieldProps) {
  const t = useText('common');
  const ownId = useId();
  const id = givenId ?? ownId;
  const describes = [describedBy, error !== undefined && `${id}-error`, help !== undefined && `${id}-help`];
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <label htmlFor={id} className="text-small font-semibold">
        {label}
        {isOptional && <span className="ml-1.5 font-normal text-text-3">{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': describes.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-small text-text-2">
          {help}
        </p>
      )}
    </div>
  );
}

/** The sentence under a field that needs a change. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-small text-danger-text">
      <CircleAlert className="mt-0.5 size-4" />
      <span>{children}</span>
    </p>
  );
}
