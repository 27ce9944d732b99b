import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Ruler, RulerTexts } from '../ui/ruler';
import { useWhen } from './use-when';

/** How long a running launch may still go on, on one line from its start to its limit; nothing for what does not run. */
export function JobTimeLeft({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const format = useFormat();
  const when = useWhen(nowAt);
  const fromAt = launch.at.running;
  if (launch.state !== 'running' || !fromAt) return null;
  const starts = launch.jobs.flatMap((job) => (job.state === 'running' ? (job.startedAt ?? []) : []));
  const lastMs = Math.max(fromAt.getTime(), ...starts.map((at) => at.getTime()));
  const toAt = new Date(lastMs + launch.walltimeSeconds * 1000);
  const now = (nowAt.getTime() - fromAt.getTime()) / (toAt.getTime() - fromAt.getTime());
  const part = Math.min(1, Math.max(0, now));
  const left = format.duration(Math.max(0, (toAt.getTime() - nowAt.getTime()) / 1000));
  const elapsed = format.duration(Math.max(0, (nowAt.getTime() - fromAt.getTime()) / 1000));
  const ends = [
    { at: 0, text: when(fromAt) },
    { at: 1, text: when(toAt) },
  ].filter((end) => Math.abs(end.at - part) > 0.24);
  return (
    <div>
      <Ruler
        label={t('rulerRunning', { from: when(fromAt), elapsed, left })}
        pieces={[
          { fill: 'running', from: 0, to: part },
          { fill: 'rest', from: part, to: 1 },
        ]}
        now={part}
        heightPixels={24}
      />
      <RulerTexts texts={[...ends, { at: part, text: t('rulerLeft', { left }), isStrong: true }]} />
    </div>
  );
}
