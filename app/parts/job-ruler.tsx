import { useState } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { BarKey, type Fill } from '../ui/bar';
import { Button } from '../ui/button';
import { Ruler, RulerTexts, type RulerText } from '../ui/ruler';
import { Sheet, SheetBody } from '../ui/sheet';
import { taskLook } from './job-look';
import { jobRuler, type JobRulerShape, type RulerRow } from './job-ruler-geometry';
import { useWhen } from './use-when';

/** A class's sweep fits; more are shown when asked for. */
const shownAtFirst = 12;

/** Waiting, running and the limit on one line of time; an array has a line a task. */
export function JobRuler({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const [isAll, setAll] = useState(false);
  const shape = jobRuler(launch, nowAt);
  const rows = isAll ? shape.rows : shape.rows.slice(0, shownAtFirst);
  const hidden = shape.rows.length - rows.length;
  return (
    <Sheet as="section" labelledBy="job-ruler">
      <SheetBody>
        <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 id="job-ruler" className="mr-auto text-h3">
            {t('rulerTitle')}
          </h2>
          <BarKey
            items={[
              { fill: 'wait', label: t('keyWait') },
              { fill: runFill(shape.rows), label: t('keyRun') },
              ...(shape.now === undefined ? [] : [{ fill: 'rest' as const, label: t('keyRest') }]),
            ]}
          />
        </div>
        <div className="grid gap-1.5">
          {rows.map((row) => (
            <RowLine key={row.key} row={row} shape={shape} launch={launch} nowAt={nowAt} />
          ))}
        </div>
        <TimeLine shape={shape} nowAt={nowAt} isMany={shape.rows.length > 1} />
        {hidden > 0 && (
          <Button size="small" kind="quiet" onClick={() => setAll(true)}>
            {t('tasksMore', { count: hidden })}
          </Button>
        )}
      </SheetBody>
    </Sheet>
  );
}

/** The key shows what is drawn: the colour of an end where all rows have the same. */
function runFill(rows: readonly RulerRow[]): Fill {
  const [fill, ...others] = new Set(rows.filter((row) => row.startedAt).map((row) => taskLook(row).fill));
  return others.length > 0 ? 'running' : (fill ?? 'running');
}

interface RowLineProps {
  row: RulerRow;
  shape: JobRulerShape;
  launch: LaunchView;
  nowAt: Date;
}

const rowGrid =
  'grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 md:grid-cols-[9rem_minmax(0,1fr)_7.5rem]';

function RowLine({ row, shape, launch, nowAt }: RowLineProps) {
  const t = useText('job');
  const words = useRowWords(row, launch, nowAt);
  const isMany = row.arrayIndex !== undefined;
  const ruler = (
    <Ruler
      label={isMany ? `${t('task', { index: String(row.arrayIndex ?? 0) })}: ${words.long}` : words.long}
      pieces={row.pieces}
      {...(shape.now === undefined ? {} : { now: shape.now })}
      heightPixels={isMany ? 24 : 34}
    />
  );
  if (!isMany)
    return (
      <>
        {ruler}
        <p className="sr-only">{words.long}</p>
      </>
    );
  return (
    <div className={rowGrid}>
      <span className="flex items-center gap-2 text-small max-md:col-span-1">
        <span className="w-14 font-mono">{t('task', { index: String(row.arrayIndex ?? 0) })}</span>
        <TaskWord row={row} />
      </span>
      <span className="max-md:col-span-2 max-md:row-start-2">{ruler}</span>
      <span className="text-right text-small whitespace-nowrap text-text-2 max-md:col-start-2 max-md:row-start-1">
        {words.short}
      </span>
    </div>
  );
}

function TaskWord({ row }: { row: RulerRow }) {
  const states = useText('states');
  const { tone, icon } = taskLook(row);
  const word = row.state === 'ended' && row.end ? states(`end.${row.end}`) : states(`job.${row.state}`);
  return (
    <Badge tone={tone} icon={icon} look="bare">
      {word}
    </Badge>
  );
}

/** What a row says, at its right end and to who cannot see it. */
function useRowWords(row: RulerRow, launch: LaunchView, nowAt: Date): { short: string; long: string } {
  const t = useText('job');
  const format = useFormat();
  const when = useWhen(nowAt);
  const since = (from: Date, to: Date) => format.duration((to.getTime() - from.getTime()) / 1000);
  if (!row.startedAt) {
    const from = when(launch.at.held);
    if (row.state === 'ended') return { short: t('limitNever'), long: t('rulerNeverRan', { from }) };
    return { short: t('limitWaits'), long: t('rulerWaiting', { from }) };
  }
  const from = when(row.startedAt);
  const elapsed = since(row.startedAt, row.endedAt ?? nowAt);
  if (row.endedAt)
    return {
      short: t('limitFor', { elapsed }),
      long: t('rulerEnded', { from, elapsed, end: when(row.endedAt) }),
    };
  const left = since(nowAt, new Date(row.startedAt.getTime() + launch.walltimeSeconds * 1000));
  return { short: t('limitLeft', { left }), long: t('rulerRunning', { from, elapsed, left }) };
}

/** The clock under the lines: the ends, and now. */
function TimeLine({ shape, nowAt, isMany }: { shape: JobRulerShape; nowAt: Date; isMany: boolean }) {
  const t = useText('job');
  const when = useWhen(nowAt);
  const isShort = shape.toAt.getTime() - shape.fromAt.getTime() < 10 * 60_000;
  const clock = (at: Date) => when(at, isShort ? 'seconds' : 'time');
  const now = shape.now;
  const ends: RulerText[] = [
    { at: 0, text: clock(shape.fromAt) },
    { at: 1, text: clock(shape.toAt) },
  ];
  // Words that would run into each other: now is the one that stays.
  const apart = ends.filter((end) => now === undefined || Math.abs(end.at - now) > 0.24);
  const texts =
    now === undefined
      ? apart
      : [...apart, { at: now, text: t('rulerNow', { time: clock(nowAt) }), isStrong: true }];
  const line = <RulerTexts texts={texts} />;
  if (!isMany) return line;
  return (
    <div className={rowGrid}>
      <span className="max-md:col-span-2 md:col-start-2">{line}</span>
    </div>
  );
}
