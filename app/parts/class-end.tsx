import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Section } from '../ui/section';

/** Ends the class, asked once. */
export function ClassEnd() {
  const t = useText('classes');
  return (
    <Section title={t('endTitle')}>
      <Form method="post" className="grid max-w-[62ch] gap-3">
        <input type="hidden" name="intent" value="end" />
        <p className="text-text-2">{t('endLead')}</p>
        <div>
          <ConfirmDialog
            title={t('endAsk')}
            confirmLabel={t('endConfirm')}
            trigger={
              <Button type="submit" kind="danger">
                {t('endTitle')}
              </Button>
            }
          >
            {t('endLead')}
          </ConfirmDialog>
        </div>
      </Form>
    </Section>
  );
}
