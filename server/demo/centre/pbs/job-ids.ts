import type { Engine } from '../engine/engine';
import type { Job } from '../engine/job';

/** What an id of a command line means. `indices` undefined with `isArray`: the whole array. */
export interface AskedId {
  readonly sequence: number;
  readonly isArray: boolean;
  readonly indices: readonly number[] | undefined;
}

/** `12.nuri`, `12[3].nuri`. */
export const idOf = (job: Job, centreName: string): string =>
  job.array ? `${job.array.id}[${job.array.index}].${centreName}` : `${job.id}.${centreName}`;

/** `12[].nuri` */
export const arrayIdOf = (arrayId: number, centreName: string): string => `${arrayId}[].${centreName}`;

/** Reads `12`, `12.nuri`, `12[].nuri`, `12[3]`, `12[1-5:2]`; undefined when it is none, or names another server. */
export function readId(text: string, centreName: string): AskedId | undefined {
  const match = /^(\d{1,12})(?:\[(?:(\d+)(?:-(\d+)(?::(\d+))?)?)?\])?(?:\.([^@]*))?(?:@(.+))?$/.exec(text);
  if (!match?.[1]) return undefined;
  const [, sequence, first, last, step, server, at] = match;
  if ((server !== undefined && server !== centreName) || (at !== undefined && at !== centreName))
    return undefined;
  const indices: number[] = [];
  if (first !== undefined)
    for (
      let index = Number(first);
      index <= Number(last ?? first) && indices.length < 10_000;
      index += Number(step ?? 1) || 1
    )
      indices.push(index);
  return {
    sequence: Number(sequence),
    isArray: text.includes('['),
    indices: first === undefined ? undefined : indices,
  };
}

/** As the clients complete an id: with the server's name. */
export const withServer = (text: string, centreName: string): string =>
  text.includes('.') ? text : `${text}.${centreName}`;

/** A plain job, or an array with its tasks in index order. */
export type Found = { readonly job: Job } | { readonly arrayId: number; readonly tasks: readonly Job[] };

/** What an id names; undefined when there is nothing of that name. A task's own number is no id: `20` for `19[2]` is unknown. */
export function find(engine: Engine, asked: AskedId): Found | undefined {
  if (!asked.isArray) {
    const job = engine.find(asked.sequence);
    return job && !job.array ? { job } : undefined;
  }
  const tasks = engine.tasksOf(asked.sequence);
  const wanted = asked.indices
    ? tasks.filter((task) => asked.indices?.includes(task.array?.index ?? -1))
    : tasks;
  if (wanted.length === 0) return undefined;
  return asked.indices?.length === 1 && wanted[0]
    ? { job: wanted[0] }
    : { arrayId: asked.sequence, tasks: wanted };
}

/** Jobs and arrays in the order of their submission. `withEnded`: those of the last two weeks too (job_history_duration). */
export function everything(engine: Engine, withEnded: boolean): Found[] {
  const since = new Date(Date.now() - 14 * 86_400_000);
  const found: Found[] = [];
  const seen = new Set<number>();
  for (const job of engine.list(withEnded ? { endedSince: since } : { isActive: true })) {
    if (!job.array) found.push({ job });
    else if (!seen.has(job.array.id)) {
      seen.add(job.array.id);
      found.push({ arrayId: job.array.id, tasks: engine.tasksOf(job.array.id) });
    }
  }
  return found;
}

export const jobsOf = (found: Found): readonly Job[] => ('job' in found ? [found.job] : found.tasks);
export const hasEnded = (found: Found): boolean => jobsOf(found).every((job) => job.state === 'ended');
