import { Form, useNavigation } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';

/** Opens a cluster that is being attached to everybody. */
export function OperateOpen() {
  const t = useText('operate');
  const isBusy = useNavigation().formData?.get('intent') === 'state';
  return (
    <Form method="post" className="grid max-w-[62ch] justify-items-start gap-3">
      <input type="hidden" name="intent" value="state" />
      <input type="hidden" name="state" value="open" />
      <p className="text-text-2">{t('openLead')}</p>
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {t(isBusy ? 'opening' : 'open')}
      </Button>
    </Form>
  );
}
