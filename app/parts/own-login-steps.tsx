import { Form, useNavigation } from '@remix-run/react';
import type { ClaimView } from '#server/login-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { Steps } from '../ui/steps';

interface OwnLoginStepsProps {
  cluster: string;
  title: string;
  claim: ClaimView;
}

/** What is left to do until a login is linked: there, in the person's own shell, and then here. */
export function OwnLoginSteps({ cluster, title, claim }: OwnLoginStepsProps) {
  const t = useText('logins');
  const format = useFormat();
  const sent = useNavigation().formData;
  const isBusy = sent?.get('cluster') === cluster && sent.get('intent') === 'prove';
  const { login, command, bringsKey, expiresAt } = claim;
  return (
    <>
      <Steps
        label={t('stepsOf', { login })}
        steps={[
          { key: 'enter', state: 'now', title: t('stepEnter', { cluster: title, login }) },
          {
            key: 'run',
            state: 'now',
            title: t('stepRun'),
            more: (
              <div className="mt-1 grid gap-2">
                <CodeBlock canCopy label={t('command')} code={command} />
                <p className="max-w-[62ch]">{t(bringsKey ? 'stepRunKey' : 'stepRunBare')}</p>
              </div>
            ),
          },
          {
            key: 'check',
            state: 'now',
            title: t('stepCheck', { when: format.instant(expiresAt, 'time') }),
          },
        ]}
      />
      <Form method="post" className="flex flex-wrap gap-2" preventScrollReset>
        <input type="hidden" name="cluster" value={cluster} />
        <Button type="submit" name="intent" value="prove" kind="primary" isBusy={isBusy}>
          {t(isBusy ? 'checking' : 'check')}
        </Button>
        <Button type="submit" name="intent" value="drop">
          {t('drop')}
        </Button>
      </Form>
    </>
  );
}
