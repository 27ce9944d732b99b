import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { FieldError } from './field';

export interface CheckboxProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'className' | 'style' | 'type'
> {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
}

export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { label, help, error, ...rest },
  ref,
) {
  const id = useId();
  const describes = [error !== undefined && `${id}-error`, help !== undefined && `${id}-help`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="grid gap-1">
      <label className="flex items-start gap-2.5">
        <input
          {...rest}
          ref={ref}
          type="checkbox"
          className="tick mt-[3px]"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describes || undefined}
        />
        <span>{label}</span>
      </label>
      {help !== undefined && (
        <p id={`${id}-help`} className="pl-7 text-small text-text-2">
          {help}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
});
