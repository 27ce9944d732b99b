import { Link } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';
import { GuardianAddress } from './guardian-address';
import { NarrowPage } from './narrow-page';

/** Asks a child for its guardian's address. isGone: it asked before, and nothing of that is kept. */
export function ChildAsk({ problem, isGone }: { problem: FormProblem | undefined; isGone: boolean }) {
  const t = useText('guardian');
  return (
    <NarrowPage title={t('child.title')} lead={t('child.lead')}>
      {isGone && !problem && <Note tone="info">{t('child.gone')}</Note>}
      <GuardianAddress by="child" problem={problem} />
      <p className="text-text-2">
        {t('child.look')} <Link to={paths.landing()}>{t('child.home')}</Link>
      </p>
    </NarrowPage>
  );
}
