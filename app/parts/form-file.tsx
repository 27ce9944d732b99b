import { Form, useNavigation } from '@remix-run/react';
import { formMediaTypes } from '#server/contract/guardians';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Field } from '../ui/field';

/** Sends a photograph or PDF of a signed form. hidden: what else goes with it. */
export function FormFile({
  intent,
  label,
  button,
  error,
  hidden = {},
}: {
  intent: string;
  label: string;
  button: string;
  error: string | undefined;
  hidden?: Record<string, string>;
}) {
  const t = useText('guardian');
  const isBusy = useNavigation().formData?.get('intent') === intent;
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-4">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label={label} error={error}>
        {(control) => (
          <input {...control} type="file" name="form" accept={formMediaTypes.join(',')} required />
        )}
      </Field>
      <div>
        <Button type="submit" isBusy={isBusy}>
          {isBusy ? t('consent.working') : button}
        </Button>
      </div>
    </Form>
  );
}
