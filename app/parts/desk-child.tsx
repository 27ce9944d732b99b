import { Form, Link, useNavigation } from '@remix-run/react';
import type { DeskView } from '#server/guardian-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Facts } from '../ui/facts';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { ConsentVersion, ConsentWords } from './consent-words';
import { DeskForm } from './desk-form';
import { FormFile } from './form-file';

interface Props {
  code: string;
  /** undefined: only what went wrong is known. */
  found: DeskView | undefined;
  problem?: FormProblem | undefined;
}

/** A child that waits for its guardian: the two ways in which a teacher can help. */
export function DeskChild({ code, found, problem }: Props) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const format = useFormat();
  const isOfFile = problem?.values['intent'] === 'upload';
  const fileCode = isOfFile ? (problem.errors['form'] ?? problem.error?.code) : undefined;
  return (
    <Section title={t('desk.found', { code })}>
      <div className="grid gap-8">
        {found && (
          <Facts
            isLeft
            facts={[
              { name: t('desk.asked'), value: format.instant(found.askedAt, 'full') },
              { name: t('desk.until'), value: format.instant(found.untilAt, 'day') },
            ]}
          />
        )}
        <section aria-labelledby="form" className="grid gap-4">
          <h3 id="form">{t('desk.formTitle')}</h3>
          {found?.form ? (
            <DeskForm form={found.form} by={{ code }} />
          ) : (
            <>
              <p className="text-text-2">
                {t('desk.formLead')}{' '}
                <Link to={paths.guardianForm({ code })} target="_blank">
                  {t('desk.print')}
                </Link>
              </p>
              <FormFile
                intent="upload"
                label={t('desk.file')}
                button={t('desk.upload')}
                error={fileCode && errorText(fileCode, problem?.error?.details)}
                hidden={{ code }}
              />
            </>
          )}
        </section>
        <Call
          code={code}
          isUnticked={problem?.errors['didRead'] !== undefined}
          isChanged={problem?.error?.code === 'changed-meanwhile'}
        />
      </div>
    </Section>
  );
}

function Call({ code, isUnticked, isChanged }: { code: string; isUnticked: boolean; isChanged: boolean }) {
  const t = useText('guardian');
  const isBusy = useNavigation().formData?.get('intent') === 'call';
  return (
    <section aria-labelledby="call" className="grid gap-4">
      <h3 id="call">{t('desk.callTitle')}</h3>
      {isChanged && <Note tone="warn">{t('consent.changed')}</Note>}
      <p className="text-text-2">{t('desk.callLead')}</p>
      <ConsentWords />
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="intent" value="call" />
        <input type="hidden" name="code" value={code} />
        <ConsentVersion />
        <Checkbox
          label={t('desk.didRead')}
          name="didRead"
          required
          error={isUnticked ? t('desk.mustTick') : undefined}
        />
        <div>
          <Button type="submit" isBusy={isBusy}>
            {t('desk.logCall')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
