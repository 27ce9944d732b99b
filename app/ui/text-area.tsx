import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { classes } from './classes';
import { Field, type FieldWords } from './field';

export interface TextAreaProps
  extends Omit<ComponentPropsWithoutRef<'textarea'>, 'className' | 'style'>, FieldWords {
  isMono?: boolean;
}

export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, help, error, isOptional, isMono, id, rows = 5, ...rest },
  ref,
) {
  return (
    <Field {...{ label, help, error, isOptional, id }}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          ref={ref}
          rows={rows}
          className={classes('input', isMono && 'font-mono text-small')}
        />
      )}
    </Field>
  );
});
