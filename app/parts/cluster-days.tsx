import type { ClusterView } from '#server/cluster-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { classes } from '../ui/classes';
import { toneClass, type Tone } from '../ui/tone';

type Day = ClusterView['days'][number];

/** Below this a day was a bad one: a quarter of an hour of a day. */
const goodShare = 0.99;

/** How much of the last days a cluster answered: the share in words, and a mark for each day. */
export function ClusterDays({ days }: { days: readonly Day[] }) {
  const t = useText('clusters');
  const format = useFormat();
  if (days.length === 0) return <p className="text-small text-text-3">{t('daysNone')}</p>;
  const good = days.reduce((sum, day) => sum + day.good, 0);
  const tried = days.reduce((sum, day) => sum + day.good + day.bad, 0);
  const words = t('days', { count: days.length, share: format.percent(tried === 0 ? 1 : good / tried, 1) });
  const ofDay = (day: Day) => {
    const share = shareOf(day);
    if (share === undefined) return t('dayMaintenance', { on: day.on });
    return share === 1
      ? t('dayGood', { on: day.on })
      : t('dayShare', { on: day.on, share: format.percent(share, 1) });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <ol aria-label={words} className="flex gap-[3px]">
        {days.map((day) => (
          <li key={day.on} className={classes(toneClass(toneOf(day)), 'flex')}>
            <span
              role="img"
              aria-label={ofDay(day)}
              title={ofDay(day)}
              className="h-5 w-[7px] rounded-[2px] bg-tone-solid"
            />
          </li>
        ))}
      </ol>
      <span className="text-small text-text-2">{words}</span>
    </div>
  );
}

/** undefined: the whole day fell into maintenance. */
const shareOf = ({ good, bad }: Day): number | undefined =>
  good + bad === 0 ? undefined : good / (good + bad);

function toneOf(day: Day): Tone {
  const share = shareOf(day);
  if (share === undefined) return 'plain';
  if (share >= goodShare) return 'success';
  return share >= 0.5 ? 'warn' : 'danger';
}
