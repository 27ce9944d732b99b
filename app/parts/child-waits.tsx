import { Form, Link } from '@remix-run/react';
import type { ConsentMethod } from '#server/contract/guardians';
import type { AskView } from '#server/guardian-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Facts } from '../ui/facts';
import { LinkButton } from '../ui/link-button';
import { GuardianAddress } from './guardian-address';
import { NarrowPage } from './narrow-page';

export interface ChildWaitsProps {
  ask: AskView;
  /** What the child shows to a teacher. */
  code: string | undefined;
  methods: readonly ConsentMethod[];
  problem: FormProblem | undefined;
  isDemo: boolean;
}

/** Where a child's wish stands: waiting, or agreed to, and then how to go on. */
export function ChildWaits({ ask, code, methods, problem, isDemo }: ChildWaitsProps) {
  const t = useText('guardian');
  const format = useFormat();
  if (ask.state === 'given')
    return (
      <NarrowPage
        title={t('child.givenTitle')}
        lead={t('child.givenLead', { until: format.instant(ask.untilAt, 'day') })}
      >
        <LinkButton to={paths.signUp()} kind="primary">
          {t('child.goOn')}
        </LinkButton>
      </NarrowPage>
    );
  return (
    <NarrowPage
      title={t('child.waitTitle')}
      lead={t(ask.state === 'agreed' ? 'child.agreedLead' : 'child.waitLead')}
    >
      <Facts
        facts={[
          { name: t('child.sentTo'), value: ask.guardian },
          { name: t('child.sentAt'), value: format.instant(ask.askedAt, 'full') },
          { name: t('child.untilAt'), value: format.instant(ask.untilAt, 'day') },
        ]}
      />
      {isDemo && <Link to={paths.demoOutbox()}>{t('child.outbox')}</Link>}
      {code !== undefined && (
        <section aria-labelledby="code">
          <h2 id="code" className="text-h3">
            {t('child.code')}
          </h2>
          <p className="mt-1 font-mono text-h2 tracking-wider">{`${code.slice(0, 4)}-${code.slice(4)}`}</p>
          <p className="text-small text-text-2">{t('child.codeHelp')}</p>
        </section>
      )}
      <section aria-labelledby="ways">
        <h2 id="ways" className="mb-2 text-h3">
          {t('child.ways')}
        </h2>
        <ul className="grid list-disc gap-1.5 pl-5">
          {methods.map((method) => (
            <li key={method}>{t(`child.way.${method}`)}</li>
          ))}
        </ul>
      </section>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={paths.guardianNeeded()} kind="primary" reloadDocument>
          {t('child.again')}
        </LinkButton>
        <LinkButton to={paths.guardianForm({ ...(code !== undefined && { code }) })}>
          {t('child.print')}
        </LinkButton>
      </div>
      <details open={problem !== undefined}>
        <summary className="cursor-pointer font-semibold">{t('child.other')}</summary>
        <div className="mt-4 grid gap-5">
          <GuardianAddress by="child" problem={problem} />
        </div>
      </details>
      <Form method="post">
        <input type="hidden" name="intent" value="take-back" />
        <Button type="submit" kind="danger">
          {t('child.takeBack')}
        </Button>
      </Form>
    </NarrowPage>
  );
}
