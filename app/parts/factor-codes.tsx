import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Note } from '../ui/note';

/** How many recovery codes are left, and making new ones. */
export function FactorCodes({ left, isSetUp }: { left: number; isSetUp: boolean }) {
  const t = useText('factor');
  if (!isSetUp) return <p className="max-w-[62ch] text-text-2">{t('codesNone')}</p>;
  return (
    <div className="grid gap-3">
      <p className="max-w-[62ch] text-text-2">
        {t('codesLead')} <b>{t('codesLeft', { count: left })}</b>
      </p>
      <Form method="post">
        <ConfirmDialog
          title={t('renewTitle')}
          confirmLabel={t('renewCodes')}
          trigger={
            <Button type="submit" name="intent" value="renew-codes">
              {t('renewCodes')}
            </Button>
          }
        >
          {t('renewLead')}
        </ConfirmDialog>
      </Form>
    </div>
  );
}

/** Codes that were just made: shown this once. */
export function FreshCodes({ codes }: { codes: readonly string[] }) {
  const t = useText('factor');
  return (
    <Note tone="warn" title={t('codesNew')} isAnnounced>
      <div className="mt-2">
        <CodeBlock code={codes.join('\n')} label={t('codes')} canCopy />
      </div>
    </Note>
  );
}
