import { ChevronDown } from 'lucide-react';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { Field, type FieldWords } from './field';

export interface SelectOption {
  value: string;
  label: string;
  isOff?: boolean;
}
export interface SelectFieldProps
  extends Omit<ComponentPropsWithoutRef<'select'>, 'className' | 'style' | 'children'>, FieldWords {
  options: readonly SelectOption[];
}

/** The browser's own list: quick, and right with a keyboard, a finger and a screen reader. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(
  { label, help, error, isOptional, id, options, ...rest },
  ref,
) {
  return (
    <Field {...{ label, help, error, isOptional, id }}>
      {(control) => (
        <div className="relative">
          <select {...rest} {...control} ref={ref} className="input">
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isOff}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-text-2" />
        </div>
      )}
    </Field>
  );
});
