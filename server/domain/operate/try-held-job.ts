import { setTimeout as pause } from 'node:timers/promises';
import type { Scheduler } from '../../bridge/scheduler/port';
import type { SshLink } from '../../bridge/ssh/port';

/** A cancelled job may stay in the queue for a moment. */
const goneWithinMs = 15_000;

/**
 * Submits a job that is held, sees it held in the queue, cancels it, and sees it gone. It never runs. What was submitted is cancelled
 * whatever was seen. problem: where it went wrong, undefined when all went well. @throws AppError as the scheduler port
 */
export async function tryHeldJob(
  scheduler: Scheduler,
  link: SshLink,
  job: { name: string; partition: string },
): Promise<{ schedulerJobId: string; problem: string | undefined }> {
  const submitted = await scheduler.survey.submitHeld(link, job);
  if ('refused' in submitted) return { schedulerJobId: '', problem: submitted.refused };
  const { schedulerJobId } = submitted;
  let problem: string | undefined;
  try {
    problem = await seeHeld(scheduler, link, job.name, schedulerJobId);
  } finally {
    await scheduler.cancel(link, schedulerJobId);
  }
  return { schedulerJobId, problem: problem ?? (await seeGone(scheduler, link, schedulerJobId)) };
}

async function seeHeld(
  scheduler: Scheduler,
  link: SshLink,
  name: string,
  schedulerJobId: string,
): Promise<string | undefined> {
  if (!(await scheduler.findByName(link, name)).includes(schedulerJobId))
    return `${schedulerJobId} is not found by its name`;
  const { jobs } = await scheduler.readQueue(link);
  const state = jobs.find((one) => one.parentJobId === schedulerJobId)?.state;
  return state === 'held' ? undefined : `${schedulerJobId} is ${state ?? 'not in the queue'}, not held`;
}

async function seeGone(
  scheduler: Scheduler,
  link: SshLink,
  schedulerJobId: string,
): Promise<string | undefined> {
  const untilMs = Date.now() + goneWithinMs;
  for (;;) {
    const { jobs } = await scheduler.readQueue(link);
    if (!jobs.some((one) => one.parentJobId === schedulerJobId)) return undefined;
    if (Date.now() > untilMs) return `${schedulerJobId} was cancelled and is still in the queue`;
    await pause(500);
  }
}
