import { Form, Link, useNavigation } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Note } from '../ui/note';
import { ConsentVersion, ConsentWords } from './consent-words';
import { FormFile } from './form-file';
import { NarrowPage } from './narrow-page';

/** The first step: the text, and the guardian's answer to it. */
export function GuardianDecides({
  formSentAt,
  problem,
}: {
  formSentAt: Date | undefined;
  problem: FormProblem | undefined;
}) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const format = useFormat();
  const intent = useNavigation().formData?.get('intent');
  const code = problem?.error?.code;
  const isOfFile = problem?.values['intent'] === 'send-form';
  return (
    <NarrowPage title={t('consent.title')} lead={t('consent.lead')}>
      {code && !isOfFile && (
        <Note tone="danger" isAnnounced>
          {code === 'changed-meanwhile' ? t('consent.changed') : errorText(code, problem.error?.details)}
        </Note>
      )}
      <ConsentWords />
      <Form method="post" className="grid gap-5">
        <ConsentVersion />
        <Checkbox
          label={t('consent.isGuardian')}
          name="isGuardian"
          required
          error={problem?.errors['isGuardian'] && t('consent.mustTick')}
        />
        <Button type="submit" name="intent" value="agree" kind="primary" isFull isBusy={intent === 'agree'}>
          {t(intent === 'agree' ? 'consent.working' : 'consent.agree')}
        </Button>
        <p className="text-small text-text-2">{t('consent.next')}</p>
      </Form>
      <Form method="post">
        <Button type="submit" name="intent" value="refuse" isFull isBusy={intent === 'refuse'}>
          {t('consent.refuse')}
        </Button>
      </Form>
      <details open={isOfFile || formSentAt !== undefined}>
        <summary className="cursor-pointer font-semibold">{t('consent.paper')}</summary>
        <div className="mt-3 grid gap-4">
          {formSentAt && (
            <Note tone="success">{t('consent.sent', { at: format.instant(formSentAt, 'dayTime') })}</Note>
          )}
          <p className="text-text-2">{t('consent.paperLead')}</p>
          <p>
            <Link to={paths.guardianForm()} target="_blank">
              {t('consent.print')}
            </Link>
          </p>
          <FormFile
            intent="send-form"
            label={t('consent.file')}
            button={t('consent.send')}
            error={isOfFile && code ? errorText(code, problem?.error?.details) : undefined}
          />
        </div>
      </details>
    </NarrowPage>
  );
}
