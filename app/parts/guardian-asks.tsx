import { Link } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';
import { GuardianAddress } from './guardian-address';
import { NarrowPage } from './narrow-page';

/** The way to the guardian's page for who has no link, and what was just done there. */
export function GuardianAsks({
  problem,
  done,
  isDemo,
}: {
  problem: FormProblem | undefined;
  done: 'sent' | 'didDelete' | 'didBegin' | undefined;
  isDemo: boolean;
}) {
  const t = useText('guardian');
  if (done === 'sent' && !problem)
    return (
      <NarrowPage title={t('page.sentTitle')} lead={t('page.sentLead')}>
        {isDemo && <Link to={paths.demoOutbox()}>{t('child.outbox')}</Link>}
        <Link to={paths.guardian()}>{t('page.newLink')}</Link>
      </NarrowPage>
    );
  return (
    <NarrowPage title={t('page.title')} lead={t('page.askLead')}>
      {done && done !== 'sent' && (
        <Note tone="success" isAnnounced>
          {t(`page.${done}`)}
        </Note>
      )}
      <GuardianAddress by="guardian" problem={problem} />
    </NarrowPage>
  );
}
