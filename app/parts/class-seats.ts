import type { End } from '#server/contract/launch-states';
import type { TaughtClassView } from '#server/services';

export type Student = TaughtClassView['students'][number];

/** Where a student stands on the wall, in the order of who needs a look first. */
export const seatGroups = ['help', 'waiting', 'running', 'quiet'] as const;
export type SeatGroup = (typeof seatGroups)[number];

/** Why a teacher may want to look; the first that holds is said. */
export type Trouble = 'never' | 'noHours' | 'fewHours' | 'failed';

/** Under a tenth of what was granted, one more lesson may be one too many. */
const fewPart = 0.1;
/** A failure that lies further back was another lesson. */
const recentMs = 60 * 60_000;
/** Ends that the student can do something about, or did not want. */
const failures: readonly End[] = ['failed', 'timed-out', 'out-of-memory', 'rejected', 'lost', 'node-failed'];

/** What is the matter with a student; undefined when all is well. Never throws. */
export function troubleOf({ hours, live, lastEnd }: Student, nowAt: Date): Trouble | undefined {
  if (hours.grantedMilliGpuSeconds === 0) return 'never';
  if (hours.freeMilliGpuSeconds === 0) return 'noHours';
  const isBusy = live.running + live.queued > 0;
  const isRecent = lastEnd && nowAt.getTime() - lastEnd.at.getTime() < recentMs;
  if (!isBusy && isRecent && failures.includes(lastEnd.end)) return 'failed';
  if (hours.freeMilliGpuSeconds < hours.grantedMilliGpuSeconds * fewPart) return 'fewHours';
  return undefined;
}

/** The group of the wall that a student stands in. Never throws. */
export function seatGroupOf(student: Student, nowAt: Date): SeatGroup {
  if (troubleOf(student, nowAt)) return 'help';
  if (student.live.running > 0) return 'running';
  return student.live.queued > 0 ? 'waiting' : 'quiet';
}
