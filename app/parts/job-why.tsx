import { BadgeQuestionMark, Hourglass, Send, Unplug, type LucideIcon } from 'lucide-react';
import type { LaunchView } from '#server/launch-services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Note, type NoteTone } from '../ui/note';
import { hasEnded } from './job-look';
import { useWaitWords, type WaitWords } from './job-wait-words';

const looks: Record<WaitWords['kind'], { tone: NoteTone; icon: LucideIcon }> = {
  'cluster-down': { tone: 'warn', icon: Unplug },
  unknown: { tone: 'info', icon: BadgeQuestionMark },
  sending: { tone: 'info', icon: Send },
  waiting: { tone: 'warn', icon: Hourglass },
  stuck: { tone: 'danger', icon: Hourglass },
};

/** What a launch waits for and what can be done; nothing while it runs well or has ended. */
export function JobWhy({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const wait = useWaitWords(nowAt)(launch);
  if (hasEnded(launch.state)) return null;
  return (
    <>
      {launch.isCancelRequested && (
        <Note tone="info" isAnnounced>
          {t('cancelAsked')}
        </Note>
      )}
      {wait && <Why wait={wait} launch={launch} />}
    </>
  );
}

function Why({ wait, launch }: { wait: WaitWords; launch: LaunchView }) {
  const t = useText('job');
  const { tone, icon } = looks[wait.kind];
  const isWaiting = wait.kind === 'waiting' || wait.kind === 'stuck';
  const error = useErrorText()(wait.kind === 'sending' ? launch.lastErrorCode : undefined);
  return (
    <Note
      tone={error === undefined ? tone : 'warn'}
      icon={icon}
      title={isWaiting ? t('whyTitle') : wait.what}
    >
      <p>{isWaiting ? `${wait.what} ${wait.next}` : wait.next}</p>
      {error !== undefined && <p className="mt-1 text-small text-text-2">{t('lastTry', { error })}</p>}
      {wait.theirs !== undefined && (
        <p className="mt-1 text-small text-text-2">
          {t('whyWords')} <code className="[overflow-wrap:anywhere]">{wait.theirs}</code>
        </p>
      )}
    </Note>
  );
}
