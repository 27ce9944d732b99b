import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { classes } from './classes';
import { Field, type FieldWords } from './field';

export interface TextFieldProps
  extends Omit<ComponentPropsWithoutRef<'input'>, 'className' | 'style'>, FieldWords {
  /** For what a machine reads: paths, names of logins. */
  isMono?: boolean;
}

export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, help, error, isOptional, isMono, id, type = 'text', ...rest },
  ref,
) {
  return (
    <Field {...{ label, help, error, isOptional, id }}>
      {(control) => (
        <input
          {...rest}
          {...control}
          ref={ref}
          type={type}
          className={classes('input', isMono && 'font-mono')}
        />
      )}
    </Field>
  );
});
