import {
  Ban,
  BadgeQuestionMark,
  CircleCheck,
  CirclePause,
  Unplug,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { ClusterView } from '#server/cluster-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Note } from '../ui/note';
import type { Tone } from '../ui/tone';
import { useWhen } from './use-when';

type Shown = Pick<ClusterView, 'state' | 'reach' | 'trouble' | 'maintenance'>;

/** What matters most about a cluster now: what its operator decided, then whether it answers. */
function standingOf({ state, reach, trouble, maintenance }: Shown): {
  tone: Tone;
  icon: LucideIcon;
  word: 'closed' | 'maintenance' | 'draining' | 'open' | 'down' | 'unknown';
} {
  if (state === 'closed') return { tone: 'plain', icon: Ban, word: 'closed' };
  if (maintenance?.isNow) return { tone: 'warn', icon: Wrench, word: 'maintenance' };
  if (trouble) return { tone: 'danger', icon: Unplug, word: 'down' };
  if (state === 'draining') return { tone: 'warn', icon: CirclePause, word: 'draining' };
  return reach === 'ok'
    ? { tone: 'success', icon: CircleCheck, word: 'open' }
    : { tone: 'unknown', icon: BadgeQuestionMark, word: 'unknown' };
}

export function ClusterBadge({ cluster }: { cluster: Shown }) {
  const states = useText('states');
  const { tone, icon, word } = standingOf(cluster);
  return (
    <Badge tone={tone} icon={icon}>
      {word === 'down' || word === 'unknown' ? states(`reach.${word}`) : states(`cluster.${word}`)}
    </Badge>
  );
}

/** Why it takes nothing new now, and what that means for jobs; nothing when all is well. */
export function ClusterNotes({ cluster, nowAt }: { cluster: ClusterView; nowAt: Date }) {
  const t = useText('clusters');
  const errorText = useErrorText();
  const when = useWhen(nowAt);
  const { trouble, maintenance, state } = cluster;
  const isTroubled = trouble !== undefined && state !== 'closed';
  if (!isTroubled && !maintenance && state === 'open') return null;
  const since = trouble ? when(trouble.since) : '';
  return (
    <div className="grid gap-2">
      {isTroubled && (
        <Note tone="danger">
          {trouble.code === 'cluster-down'
            ? t('downSince', { since })
            : t('troubleSince', { since, why: errorText(trouble.code) ?? '' })}
        </Note>
      )}
      {maintenance && (
        <Note tone={maintenance.isNow ? 'warn' : 'info'}>
          {t(maintenance.isNow ? 'maintenanceNow' : 'maintenanceSoon', {
            from: when(maintenance.startsAt),
            until: when(maintenance.endsAt),
            note: maintenance.note,
          })}
        </Note>
      )}
      {state === 'draining' && <Note tone="warn">{t('drainingNote')}</Note>}
      {state === 'closed' && <Note tone="warn">{t('closedNote')}</Note>}
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
