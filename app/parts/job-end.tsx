import type { End } from '#server/contract/launch-states';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Note, type NoteTone } from '../ui/note';
import { hasEnded, launchLook } from './job-look';

const tones: Record<End, NoteTone> = {
  completed: 'success',
  failed: 'danger',
  'timed-out': 'warn',
  'out-of-memory': 'danger',
  cancelled: 'info',
  preempted: 'info',
  'node-failed': 'warn',
  rejected: 'danger',
  lost: 'warn',
};

/** How it ended, in a sentence of its own, and what to do next. */
export function JobEnd({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const sentence = useEndSentence()(launch);
  if (!hasEnded(launch.state) || !launch.end || sentence === undefined) return null;
  return (
    <Note tone={tones[launch.end]} icon={launchLook(launch).icon} title={sentence}>
      <p>{t(`endNext.${launch.end}`)}</p>
      {launch.reasonWords !== undefined && launch.end !== 'completed' && (
        <p className="mt-1 text-small text-text-2">
          {t('whyWords')} <code className="[overflow-wrap:anywhere]">{launch.reasonWords}</code>
        </p>
      )}
    </Note>
  );
}

/** The end of a launch in one sentence; undefined while it has none. */
export function useEndSentence() {
  const t = useText('job');
  const format = useFormat();
  return ({ end, exitCode, exitSignal, walltimeSeconds }: LaunchView): string | undefined => {
    if (end === 'failed' && exitSignal !== undefined && exitSignal > 0)
      return t('endSignal', { signal: String(exitSignal) });
    if (end === 'failed')
      return exitCode === undefined ? t('endFailedPlain') : t('end.failed', { code: String(exitCode) });
    if (end === 'timed-out') return t('end.timed-out', { limit: format.duration(walltimeSeconds) });
    return end && t(`end.${end}`);
  };
}
