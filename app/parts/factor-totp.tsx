import { Form, useNavigation } from '@remix-run/react';
import type { TotpDraftView } from '#server/second-factor-services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { QrCode } from '../ui/qr-code';
import { TextField } from '../ui/text-field';

export interface FactorTotpProps {
  hasTotp: boolean;
  draft: TotpDraftView | undefined;
  problem: FormProblem | undefined;
}

/** The authenticator app of a person: connected, being connected, or not yet. Works without script. */
export function FactorTotp({ hasTotp, draft, problem }: FactorTotpProps) {
  const t = useText('factor');
  return (
    <div className="grid gap-5">
      <p className="max-w-[62ch] text-text-2">{t(hasTotp ? 'totpOn' : 'totpLead')}</p>
      {hasTotp ? <Disconnect /> : <Connect draft={draft} problem={problem} />}
    </div>
  );
}

function Connect({ draft, problem }: Omit<FactorTotpProps, 'hasTotp'>) {
  const t = useText('factor');
  return (
    <>
      {draft && <Prove draft={draft} problem={problem} />}
      <Form method="post">
        <Button type="submit" name="intent" value="start-totp" kind={draft ? 'quiet' : 'plain'}>
          {t(draft ? 'restartTotp' : 'startTotp')}
        </Button>
      </Form>
    </>
  );
}

function Prove({ draft, problem }: { draft: TotpDraftView; problem: FormProblem | undefined }) {
  const t = useText('factor');
  const errorText = useErrorText();
  const isBusy = useNavigation().formData?.get('intent') === 'prove-totp';
  const wrong = problem?.values['intent'] === 'prove-totp' ? problem.error?.code : undefined;
  return (
    <div className="grid max-w-[460px] gap-5">
      <div className="grid gap-3">
        <p>{t('scan')}</p>
        <QrCode {...draft.qr} label={t('qrLabel')} />
        <p className="text-text-2">{t('typeKey')}</p>
        <CodeBlock code={draft.key} label={t('key')} canCopy />
      </div>
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="prove-totp" />
        <TextField
          label={t('code')}
          help={t('codeHelp')}
          error={wrong === 'code-wrong' ? errorText(wrong) : undefined}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
          isMono
        />
        <div>
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t(isBusy ? 'checking' : 'proveTotp')}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Disconnect() {
  const t = useText('factor');
  return (
    <Form method="post">
      <ConfirmDialog
        title={t('removeTotpTitle')}
        confirmLabel={t('removeTotp')}
        trigger={
          <Button type="submit" name="intent" value="remove-totp" kind="danger">
            {t('removeTotp')}
          </Button>
        }
      >
        {t('removeTotpLead')}
      </ConfirmDialog>
    </Form>
  );
}
