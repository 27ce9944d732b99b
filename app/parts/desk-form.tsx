import { Form, useNavigation } from '@remix-run/react';
import type { DeskView } from '#server/guardian-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';

interface Props {
  form: DeskView['form'];
  by: { code: string } | { consentId: string };
}

/** A signed form that was uploaded, and the decision on it. */
export function DeskForm({ form, by }: Props) {
  const t = useText('guardian');
  const format = useFormat();
  const intent = useNavigation().formData?.get('intent');
  if (!form) return null;
  const [name, value] = 'code' in by ? (['code', by.code] as const) : (['consentId', by.consentId] as const);
  // Of each upload an address of its own, so that no earlier picture is shown for it.
  const address = paths.consentForm({
    ...('code' in by ? { code: by.code } : { id: by.consentId }),
    at: new Date(form.uploadedAt).toISOString(),
  });
  return (
    <div className="grid gap-3">
      <p className="text-text-2">
        {t('desk.uploadedAt', { at: format.instant(form.uploadedAt, 'full') })} ·{' '}
        <a href={address} target="_blank" rel="noreferrer">
          {t('desk.open')}
        </a>
      </p>
      {form.mediaType !== 'application/pdf' && (
        <img
          src={address}
          alt={t('desk.picture')}
          className="max-h-[420px] max-w-full justify-self-start rounded-2 border border-line object-contain"
        />
      )}
      <p>{t('desk.check')}</p>
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name={name} value={value} />
        <Button type="submit" name="intent" value="right" kind="primary" isBusy={intent === 'right'}>
          {t('desk.right')}
        </Button>
        <Button type="submit" name="intent" value="notRight" isBusy={intent === 'notRight'}>
          {t('desk.notRight')}
        </Button>
      </Form>
    </div>
  );
}
