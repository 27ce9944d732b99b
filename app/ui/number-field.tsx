import { forwardRef, useId, type ComponentPropsWithoutRef } from 'react';
import { Field, type FieldWords } from './field';

export interface NumberFieldProps
  extends Omit<ComponentPropsWithoutRef<'input'>, 'className' | 'style' | 'type'>, FieldWords {
  /** Stands in the field, right: `개`, `GiB`, `시간:분`. */
  unit?: string | undefined;
  /** `text` for values that are no plain number, like 1:30:00. */
  type?: 'number' | 'text';
}

export const NumberField = forwardRef<HTMLInputElement, NumberFieldProps>(function NumberField(
  { label, help, error, isOptional, unit, id, type = 'number', ...rest },
  ref,
) {
  const unitId = useId();
  return (
    <Field {...{ label, help, error, isOptional, id }} describedBy={unit === undefined ? undefined : unitId}>
      {(control) => (
        <div className="relative">
          <input
            inputMode={type === 'number' ? 'numeric' : undefined}
            {...rest}
            {...control}
            ref={ref}
            type={type}
            className={unit === undefined ? 'input' : 'input pr-[76px]'}
          />
          {unit !== undefined && (
            <span
              id={unitId}
              className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-small text-text-2"
            >
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  );
});
