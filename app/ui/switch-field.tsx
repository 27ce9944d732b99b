import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react';

export interface SwitchFieldProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'className' | 'style' | 'type'
> {
  label: ReactNode;
  help?: ReactNode;
}

/** On or off, taking effect at once. In a form that is sent later, use a checkbox. */
export function SwitchField({ label, help, ...rest }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label className="inline-flex items-center gap-2.5">
        <input
          {...rest}
          type="checkbox"
          role="switch"
          className="switch"
          aria-describedby={help === undefined ? undefined : id}
        />
        <span>{label}</span>
      </label>
      {help !== undefined && (
        <p id={id} className="text-small text-text-2">
          {help}
        </p>
      )}
    </div>
  );
}
