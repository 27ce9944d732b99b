import type { End, JobState } from '#server/contract/launch-states';
import type { LaunchTaskView, LaunchView } from '#server/launch-services';
import type { BarPiece } from '../ui/bar';
import { hasEnded, taskLook } from './job-look';

/** One stretch from waiting to the end: a launch, or one task of an array. */
export interface RulerRow {
  key: string;
  arrayIndex: number | undefined;
  state: JobState;
  end: End | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  pieces: BarPiece[];
}

export interface JobRulerShape {
  fromAt: Date;
  toAt: Date;
  /** Where now is, a part of one; undefined once everything has ended. */
  now: number | undefined;
  rows: RulerRow[];
}

type Run = Pick<LaunchTaskView, 'arrayIndex' | 'state' | 'end' | 'startedAt' | 'endedAt'>;

/**
 * A launch on one line of time, from when its hours were held to its limit (or its end): waiting hatched, running solid, the limit that is
 * left hatched. A task that still waits could start now at the earliest, so the line reaches that far. Never throws.
 */
export function jobRuler(launch: LaunchView, nowAt: Date): JobRulerShape {
  const fromMs = launch.at.held.getTime();
  const nowMs = Math.max(nowAt.getTime(), fromMs);
  const isOver = hasEnded(launch.state);
  const limitMs = launch.walltimeSeconds * 1000;
  const runs = runsOf(launch);
  const toMs = Math.max(
    fromMs + 1000,
    isOver ? 0 : nowMs,
    ...runs.map((run) => reach(run, nowMs, limitMs, isOver)),
  );
  const part = (ms: number) => Math.min(1, (ms - fromMs) / (toMs - fromMs));
  return {
    fromAt: launch.at.held,
    toAt: new Date(toMs),
    now: isOver ? undefined : part(nowMs),
    rows: runs.map((run) => ({
      key: String(run.arrayIndex ?? 'one'),
      ...run,
      pieces: piecesOf(run, { fromMs, nowMs, limitMs }, part),
    })),
  };
}

/** Where a run ends on the line: its end, its limit, or the limit of a start right now. */
function reach(run: Run, nowMs: number, limitMs: number, isOver: boolean): number {
  if (run.endedAt) return run.endedAt.getTime();
  if (isOver || run.state === 'ended') return run.startedAt?.getTime() ?? 0;
  return (run.startedAt?.getTime() ?? nowMs) + limitMs;
}

function piecesOf(
  run: Run,
  line: { fromMs: number; nowMs: number; limitMs: number },
  part: (ms: number) => number,
): BarPiece[] {
  // A centre's clock may be off: what was before what must come before it is shown as at once after it.
  const started = run.startedAt && Math.max(line.fromMs, run.startedAt.getTime());
  const ended = endOf(run, started ?? line.fromMs);
  const waited = started ?? ended ?? line.nowMs;
  const pieces: BarPiece[] = [{ fill: 'wait', from: 0, to: part(waited) }];
  if (started === undefined) return pieces;
  const until = ended ?? Math.max(started, line.nowMs);
  pieces.push({ fill: taskLook(run).fill, from: part(started), to: part(until) });
  const isLeft = ended === undefined && line.nowMs < started + line.limitMs;
  if (isLeft) pieces.push({ fill: 'rest', from: part(until), to: part(started + line.limitMs) });
  return pieces;
}

function endOf(run: Run, earliestMs: number): number | undefined {
  if (run.endedAt) return Math.max(earliestMs, run.endedAt.getTime());
  return run.state === 'ended' ? earliestMs : undefined;
}

/** The tasks that the scheduler knows, by index; before it knows any, the launch itself. */
function runsOf(launch: LaunchView): Run[] {
  if (launch.tasks > 1 && launch.jobs.length > 0)
    return [...launch.jobs]
      .sort((a, b) => (a.arrayIndex ?? 0) - (b.arrayIndex ?? 0))
      .map(({ arrayIndex, state, end, startedAt, endedAt }) => ({
        arrayIndex,
        state,
        end,
        startedAt,
        endedAt,
      }));
  return [
    {
      arrayIndex: undefined,
      state: jobStateOf(launch),
      end: launch.end,
      startedAt: launch.at.running,
      endedAt: launch.at.ended,
    },
  ];
}

function jobStateOf(launch: LaunchView): JobState {
  if (hasEnded(launch.state)) return 'ended';
  if (launch.state === 'running' || launch.state === 'unknown') return launch.state;
  return launch.state === 'queued' || launch.state === 'released' ? 'queued' : 'held';
}

/**
 * How long a launch has run, from its first task's start to its last one's end or now, as the scheduler tells it; undefined before it
 * starts. Never throws.
 */
export function jobSpan(
  { at, jobs }: Pick<LaunchView, 'at' | 'jobs'>,
  nowAt: Date,
): { elapsedSeconds: number } | undefined {
  const starts = jobs.flatMap((job) => job.startedAt?.getTime() ?? []);
  const fromMs = starts.length > 0 ? Math.min(...starts) : at.running?.getTime();
  if (fromMs === undefined) return undefined;
  const ends = jobs.flatMap((job) => job.endedAt?.getTime() ?? []);
  const untilMs = at.ended
    ? Math.max(...ends, ...(ends.length > 0 ? [] : [at.ended.getTime()]))
    : nowAt.getTime();
  return { elapsedSeconds: Math.max(0, (untilMs - fromMs) / 1000) };
}
