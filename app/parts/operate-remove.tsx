import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';

/** Takes the cluster out of the portal, asked once; while launches live it says why not. */
export function OperateRemove({ title, liveLaunches }: { title: string; liveLaunches: number }) {
  const t = useText('operate');
  return (
    <Form method="post" className="grid max-w-[62ch] gap-3">
      <input type="hidden" name="intent" value="remove" />
      <p className="text-text-2">{t('removeLead')}</p>
      {liveLaunches > 0 ? (
        <p>{t('removeLive', { count: liveLaunches })}</p>
      ) : (
        <div>
          <ConfirmDialog
            title={t('removeAsk', { cluster: title })}
            confirmLabel={t('removeConfirm')}
            trigger={
              <Button type="submit" kind="danger">
                {t('remove')}
              </Button>
            }
          >
            {t('removeLead')}
          </ConfirmDialog>
        </div>
      )}
    </Form>
  );
}
