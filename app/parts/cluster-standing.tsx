import { Ban, BadgeQuestionMark, CircleCheck, CirclePause, Unplug, type LucideIcon } from 'lucide-react';
import type { ClusterView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Note } from '../ui/note';
import type { Tone } from '../ui/tone';
import { useWhen } from './use-when';

type Shown = Pick<ClusterView, 'state' | 'reach'>;

/** What matters most about a cluster now: what its operator decided, then whether it answers. */
function standingOf({ state, reach }: Shown): { tone: Tone; icon: LucideIcon } {
  if (state === 'closed') return { tone: 'plain', icon: Ban };
  if (reach === 'down') return { tone: 'danger', icon: Unplug };
  if (state === 'draining') return { tone: 'warn', icon: CirclePause };
  return reach === 'ok'
    ? { tone: 'success', icon: CircleCheck }
    : { tone: 'unknown', icon: BadgeQuestionMark };
}

export function ClusterBadge({ cluster }: { cluster: Shown }) {
  const states = useText('states');
  const { tone, icon } = standingOf(cluster);
  const isDecided = cluster.state === 'closed' || (cluster.state === 'draining' && cluster.reach !== 'down');
  const word =
    isDecided || cluster.reach === 'ok'
      ? states(`cluster.${cluster.state}`)
      : states(`reach.${cluster.reach}`);
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

/** Why it takes nothing new now, and what that means for jobs; nothing when all is well. */
export function ClusterNotes({ cluster, nowAt }: { cluster: ClusterView; nowAt: Date }) {
  const t = useText('clusters');
  const when = useWhen(nowAt);
  const isDown = cluster.reach === 'down' && cluster.state !== 'closed';
  if (!isDown && cluster.state === 'open') return null;
  return (
    <div className="grid gap-2">
      {isDown && <Note tone="danger">{t('downSince', { since: when(cluster.reachSince) })}</Note>}
      {cluster.state === 'draining' && <Note tone="warn">{t('drainingNote')}</Note>}
      {cluster.state === 'closed' && <Note tone="warn">{t('closedNote')}</Note>}
    </div>
  );
}

/** How many of its jobs run and wait, and how old that is. */
export function ClusterJobs({ cluster, nowAt }: { cluster: ClusterView; nowAt: Date }) {
  const t = useText('clusters');
  const format = useFormat();
  const read = cluster.lastReadAt;
  return (
    <>
      {t('jobs', { running: cluster.runningJobs, waiting: cluster.waitingJobs })}
      {' · '}
      {read ? t('readAt', { when: format.relative(read, nowAt) }) : t('neverRead')}
    </>
  );
}
