import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Stat, Stats } from '../ui/stat';
import { jobSpan } from './job-ruler-geometry';

/** Elapsed against limit, in figures that count. */
export function JobClock({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const format = useFormat();
  const span = jobSpan(launch, nowAt);
  if (!span) return null;
  return (
    <Stats label={t('elapsed')}>
      <Stat label={t('elapsed')} value={format.clock(span.elapsedSeconds)} />
      <Stat label={t('limit')} value={format.clock(launch.walltimeSeconds)} />
    </Stats>
  );
}
