import { costMilliGpuSeconds, holdMarginSeconds } from '#server/contract/hours';
import { parseWalltime } from '#server/contract/walltime';
import type { Quoted } from '../hooks/use-launch-quote';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import type { Fact } from '../ui/facts';
import { rateText } from './job-cost';

/** The cost taken apart, line by line; nothing while it cannot be said. */
export function useCostFacts({ quote, values }: Quoted): Fact[] {
  const t = useText('launch');
  const format = useFormat();
  const { costMilliGpuSeconds: cost, rateMilli, tasks } = quote;
  const seconds = parseWalltime(values.walltime);
  const gpus = Number(values.gpus);
  if (cost === undefined || rateMilli === undefined || seconds === undefined || !Number.isInteger(gpus))
    return [];
  const hours = (of: number) =>
    format.gpuHours(costMilliGpuSeconds({ gpus, seconds: of * tasks, rateMilli: 1000 }));
  const time = format.duration(seconds);
  const words =
    gpus === 0
      ? tasks > 1
        ? t('costCpuTasks', { time, tasks })
        : t('costCpu', { time })
      : tasks > 1
        ? t('costGpusTasks', { gpus, time, tasks })
        : t('costGpus', { gpus, time });
  const place = quote.places.find(
    ({ cluster, partition }) => cluster === quote.cluster && partition === quote.partition,
  );
  return [
    { name: words, value: hours(seconds) },
    { name: t('costMargin'), value: hours(holdMarginSeconds) },
    { name: t('costRate', { gpu: place?.gpuModel ?? '' }), value: rateText(rateMilli) },
    { name: t('costHold'), value: format.gpuHours(cost), isSum: true },
  ];
}
