import type { Quoted } from '../hooks/use-launch-quote';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { longestAffordable } from './launch-affordable';
import { problemOf } from './launch-problems';

/** That the hours do not suffice: how much there is, what would fit, and who can give more. Nothing when they do. */
export function LaunchShort({ live: { quote, values } }: { live: Quoted }) {
  const t = useText('launch');
  const format = useFormat();
  if (problemOf(quote.problems, 'form')?.code !== 'not-enough-hours') return null;
  const { costMilliGpuSeconds: cost, freeMilliGpuSeconds: free, rateMilli, tasks } = quote;
  const gpus = Number(values.gpus);
  const fitsOtherwise = quote.problems.length === 1 && rateMilli !== undefined;
  const longest = fitsOtherwise ? longestAffordable(free, { gpus, tasks, rateMilli }) : undefined;
  return (
    <Note
      tone="danger"
      actions={
        <LinkButton to={paths.requestNew()} size="small">
          {t('askHours')}
        </LinkButton>
      }
    >
      <p>{t('costShort', { cost: format.gpuHours(cost ?? 0), free: format.gpuHours(free) })}</p>
      {longest !== undefined && <p>{t('costFits', { time: format.duration(longest) })}</p>}
      <p>{t('costWho')}</p>
    </Note>
  );
}
