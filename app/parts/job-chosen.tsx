import { useLocale } from 'use-intl';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { CodeBlock } from '../ui/code-block';
import { Facts, type Fact } from '../ui/facts';
import { Sheet, SheetBody } from '../ui/sheet';
import { useGpuWords } from './job-head';
import { localTitle } from './local-title';

/** What was asked for. */
export function JobChosen({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const format = useFormat();
  const locale = useLocale();
  const gpus = useGpuWords(launch);
  const node = [...new Set(launch.jobs.flatMap((job) => job.node ?? []))].join(', ');
  const facts: Fact[] = [
    { name: t('factCluster'), value: localTitle(launch.cluster, locale) },
    { name: t('factPartition'), value: <code>{launch.partition}</code> },
    ...(launch.reservation === undefined
      ? []
      : [{ name: t('factReservation'), value: <code>{launch.reservation}</code> }]),
    { name: t('factGpu'), value: gpus },
    { name: t('factCores'), value: format.number(launch.cores) },
    {
      name: t('factMemory'),
      value: launch.memoryBytes === undefined ? t('byCentre') : format.bytes(launch.memoryBytes),
    },
    { name: t('factLimit'), value: format.duration(launch.walltimeSeconds) },
    ...(launch.array === undefined ? [] : [{ name: t('factArray'), value: <code>{launch.array}</code> }]),
    ...(launch.state === 'running' && !launch.may.enter
      ? [{ name: t('factEnter'), value: t('enterNot') }]
      : []),
    ...(node === '' ? [] : [{ name: t('factNode'), value: <code>{node}</code> }]),
  ];
  return (
    <Sheet as="section" labelledBy="job-chosen">
      <SheetBody>
        <h2 id="job-chosen" className="mb-3 text-small font-semibold tracking-normal">
          {t('factsTitle')}
        </h2>
        <div className="text-small">
          <Facts facts={facts} />
        </div>
      </SheetBody>
    </Sheet>
  );
}

/** The script as it was typed, folded. */
export function JobScript({ script }: { script: string }) {
  const t = useText('job');
  return (
    <details className="group rounded-3 border border-line bg-surface">
      <summary className="cursor-pointer rounded-3 px-4 py-3 font-semibold md:px-6">
        {t('scriptTitle')}
      </summary>
      <div className="px-4 pb-4 md:px-6 md:pb-6">
        <CodeBlock code={script} label={t('scriptTitle')} canCopy />
      </div>
    </details>
  );
}
