import { CirclePlay, Hourglass, Moon, Wallet, type LucideIcon } from 'lucide-react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Bar } from '../ui/bar';
import { classes } from '../ui/classes';
import { toneClass, type Tone } from '../ui/tone';
import { troubleOf, type Student, type Trouble } from './class-seats';
import { hoursPieces } from './hours-pieces';
import { endLook } from './job-look';

interface Sign {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

/** One student's place on the wall: who, how it stands and why, and what is left. */
export function ClassSeat({ student, nowAt }: { student: Student; nowAt: Date }) {
  const t = useText('class');
  const format = useFormat();
  const { hours } = student;
  const trouble = troubleOf(student, nowAt);
  const signs = useSigns(student, trouble);
  const say = useSay(student, trouble, nowAt);
  const free = format.gpuHours(hours.freeMilliGpuSeconds);
  const granted = format.gpuHours(hours.grantedMilliGpuSeconds);
  const first = signs[0];
  return (
    <li
      className={classes(
        'grid content-start gap-1.5 rounded-2 border bg-surface px-3.5 py-3',
        trouble && first
          ? `${toneClass(first.tone)} border-tone-solid shadow-[inset_3px_0_0_var(--tone-solid)]`
          : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5">
        <b className="min-w-0 [overflow-wrap:anywhere]">{student.displayName}</b>
        <span className="flex flex-wrap gap-x-2.5">
          {signs.map(({ tone, icon, word }) => (
            <Badge key={word} tone={tone} icon={icon} look="bare">
              {word}
            </Badge>
          ))}
        </span>
      </div>
      {say !== undefined && <p className="text-small text-text-2">{say}</p>}
      {hours.grantedMilliGpuSeconds > 0 && (
        <div className="flex items-center gap-3 text-small text-text-2">
          <Bar size="thin" label={t('bar', { free, granted })} pieces={hoursPieces(hours)} />
          <span aria-hidden="true" className="whitespace-nowrap">
            {t('left', { free })}
          </span>
        </div>
      )}
    </li>
  );
}

/** What is the matter first, then what is going on. */
function useSigns({ live, lastEnd }: Student, trouble: Trouble | undefined): Sign[] {
  const t = useText('class');
  const states = useText('states');
  const signs: Sign[] = [];
  if (trouble === 'failed' && lastEnd)
    signs.push({ ...endLook(lastEnd.end), word: states(`end.${lastEnd.end}`) });
  else if (trouble === 'fewHours') signs.push({ tone: 'warn', icon: Wallet, word: t('fewHours') });
  else if (trouble) signs.push({ tone: 'warn', icon: Wallet, word: t('noHours') });
  if (live.running > 0)
    signs.push({ tone: 'running', icon: CirclePlay, word: t('running', { count: live.running }) });
  if (live.queued > 0)
    signs.push({ tone: 'queued', icon: Hourglass, word: t('waiting', { count: live.queued }) });
  if (signs.length === 0) signs.push({ tone: 'plain', icon: Moon, word: t('quiet') });
  return signs;
}

function useSay({ hours, live, lastEnd }: Student, trouble: Trouble | undefined, nowAt: Date) {
  const t = useText('class');
  const states = useText('states');
  const format = useFormat();
  const ended = lastEnd && {
    when: format.relative(lastEnd.at, nowAt),
    end: states(`end.${lastEnd.end}`),
  };
  switch (trouble) {
    case 'never':
      return t('neverSay');
    case 'noHours':
      return t('noHoursSay', { granted: format.gpuHours(hours.grantedMilliGpuSeconds) });
    case 'fewHours':
      return t('fewSay', { free: format.gpuHours(hours.freeMilliGpuSeconds) });
    case 'failed':
      return ended && t('failedSay', { when: ended.when });
    case undefined:
      return live.running + live.queued === 0 && ended ? t('lastSay', ended) : undefined;
  }
}
