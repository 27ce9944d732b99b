import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { hasEnded } from './job-look';
import { useWhen } from './use-when';

/** Of a job by hand: where it comes from, and that it is cancelled soon where no hours cover it. */
export function JobGuard({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const when = useWhen(nowAt);
  if (launch.kind !== 'by-hand' || hasEnded(launch.state)) return null;
  if (launch.guardAt === undefined) return <Note tone="info">{t('byHandNote')}</Note>;
  return (
    <Note
      tone="danger"
      title={t('guardTitle')}
      actions={
        <LinkButton to={paths.requestNew()} size="small">
          {t('guardAsk')}
        </LinkButton>
      }
    >
      {t('guardNote', { when: when(launch.guardAt) })}
    </Note>
  );
}
