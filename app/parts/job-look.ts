import {
  BadgeQuestionMark,
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleSlash,
  Hourglass,
  MemoryStick,
  OctagonX,
  ServerOff,
  TimerOff,
  Undo2,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { End, JobState, LaunchState } from '#server/contract/launch-states';
import type { Fill } from '../ui/bar';
import type { Tone } from '../ui/tone';

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  /** How its stretch of time is drawn. */
  fill: Fill;
}

const stateLooks: Record<LaunchState, Look> = {
  held: { tone: 'held', icon: CircleDashed, fill: 'setup' },
  staged: { tone: 'held', icon: CircleDashed, fill: 'setup' },
  submitting: { tone: 'held', icon: CircleDashed, fill: 'setup' },
  accepted: { tone: 'held', icon: CircleDashed, fill: 'setup' },
  released: { tone: 'queued', icon: Hourglass, fill: 'wait' },
  queued: { tone: 'queued', icon: Hourglass, fill: 'wait' },
  running: { tone: 'running', icon: CirclePlay, fill: 'running' },
  // Ended without a known end does not last: its hours are being counted.
  ended: { tone: 'held', icon: CircleDashed, fill: 'setup' },
  settled: { tone: 'completed', icon: CircleCheck, fill: 'completed' },
  unknown: { tone: 'unknown', icon: BadgeQuestionMark, fill: 'unknown' },
};

const endLooks: Record<End, Look> = {
  completed: { tone: 'completed', icon: CircleCheck, fill: 'completed' },
  failed: { tone: 'failed', icon: OctagonX, fill: 'failed' },
  'timed-out': { tone: 'timed-out', icon: TimerOff, fill: 'timed-out' },
  'out-of-memory': { tone: 'failed', icon: MemoryStick, fill: 'failed' },
  cancelled: { tone: 'cancelled', icon: CircleSlash, fill: 'cancelled' },
  preempted: { tone: 'cancelled', icon: Undo2, fill: 'cancelled' },
  'node-failed': { tone: 'failed', icon: ServerOff, fill: 'failed' },
  rejected: { tone: 'failed', icon: Ban, fill: 'failed' },
  lost: { tone: 'failed', icon: Unplug, fill: 'failed' },
};

/** Colour, icon and fill of an end. Never throws. */
export const endLook = (end: End): Look => endLooks[end];

/** Colour, icon and fill of a launch: of its end once it has one, never of an end while it is unknown. Never throws. */
export const launchLook = (launch: { state: LaunchState; end: End | undefined }): Look =>
  hasEnded(launch.state) && launch.end ? endLooks[launch.end] : stateLooks[launch.state];

/** The same for one task of it. Never throws. */
export const taskLook = (task: { state: JobState; end: End | undefined }): Look =>
  task.state === 'ended' && task.end ? endLooks[task.end] : stateLooks[task.state];

/** Whether nothing of the launch is going on any more. Never throws. */
export const hasEnded = (state: LaunchState): boolean => state === 'ended' || state === 'settled';
