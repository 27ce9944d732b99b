import type { Engine, Forecast } from '../engine/engine';
import type { Job } from '../engine/job';
import { idOf } from './job-ids';
import {
  commentOf,
  coresOf,
  eligibleTimeOf,
  execHostOf,
  execVnodeOf,
  exitStatusOf,
  extraOf,
  gpusOf,
  isJustSent,
  memoryOf,
  sizeOf,
  stateOf,
} from './job-words';
import { pathsOf, printedPathsOf } from './output-paths';
import { clockOf, ctimeOf, wholeSeconds } from './time-words';

/** One line of `qstat -f`: `Resource_List.walltime` has a resource. */
export interface Attribute {
  readonly name: string;
  readonly resource: string | undefined;
  readonly value: string;
}

export interface PbsRecord {
  readonly id: string;
  readonly attributes: readonly Attribute[];
}

/** What records are made with. */
export interface Scene {
  readonly engine: Engine;
  readonly centreName: string;
  readonly homeOf: (login: string) => string;
  /** The asker's TZ. */
  readonly zone: string | undefined;
  readonly now: Date;
  readonly forecasts: ReadonlyMap<number, Forecast>;
}

/** Attributes in the server's order; those without a value are left out. */
export class Lines {
  readonly list: Attribute[] = [];

  put(name: string, value: string | number | undefined): this {
    if (value !== undefined) this.list.push({ name, resource: undefined, value: String(value) });
    return this;
  }

  putAll(name: string, values: Readonly<Record<string, string | number | undefined>>): this {
    for (const [resource, value] of Object.entries(values))
      if (value !== undefined) this.list.push({ name, resource, value: String(value) });
    return this;
  }
}

/** A job, or a task of an array, as `qstat -f` shows it. @see e2e/transcripts/pbs/*.json for the order */
export function jobRecord(job: Job, isArrayActive: boolean, scene: Scene): PbsRecord {
  const { centreName, zone, now } = scene;
  const extra = extraOf(job);
  const run = job.runs.at(-1);
  const isWaiting = job.state === 'held' || job.state === 'pending';
  const shares = isWaiting ? [] : (run?.shares ?? []);
  const { letter, substate } = stateOf(job, isArrayActive, now);
  const startAt = isWaiting || isJustSent(job, now) ? undefined : job.startAt;
  const when = (at: Date | undefined) => (at === undefined ? undefined : ctimeOf(at, zone));
  const paths = printedPathsOf(pathsOf(job, scene), centreName);
  const lines = new Lines()
    .put('Job_Name', job.name)
    .put('Job_Owner', `${job.login}@${centreName}`)
    .putAll('resources_used', usedOf(job, now))
    .put('job_state', letter)
    .put('queue', job.partition)
    .put('server', centreName)
    .put('Account_Name', extra.account ?? undefined)
    .put('Checkpoint', job.array ? undefined : 'u')
    .put('ctime', when(job.submitAt))
    .put('depend', extra.dependText ?? undefined)
    .put('Error_Path', paths.error)
    .put('exec_host', shares.length > 0 ? execHostOf(shares) : undefined)
    .put('exec_vnode', shares.length > 0 ? execVnodeOf(shares) : undefined)
    .put('Execution_Time', letter === 'W' ? when(job.beginAt) : undefined)
    .put('Hold_Types', job.array ? undefined : holdsOf(job))
    .put('Join_Path', extra.join)
    .put('Keep_Files', extra.keep)
    .put('Mail_Points', extra.mailPoints)
    .put('mtime', when(job.changedAt))
    .put('Output_Path', paths.output)
    .put('Priority', extra.priority)
    .put('qtime', when(job.runs.at(-1)?.queuedAt ?? job.submitAt))
    .put('Rerunable', job.isRerunnable ? 'True' : 'False')
    .putAll('Resource_List', resourceListOf(job))
    .put('stime', when(startAt))
    .put('obittime', job.state === 'ended' && run ? when(job.endAt) : undefined)
    .put('Shell_Path_List', extra.shell ?? undefined)
    .put('session_id', startAt ? 20_000 + job.id : undefined)
    .put('jobdir', startAt ? job.workFolder : undefined)
    .put('substate', substate)
    .put('Variable_List', extra.variableList)
    .put('comment', commentOf(job, scene.engine, centreName, now))
    .put('etime', letter === 'H' || letter === 'W' ? undefined : when(job.eligibleAt ?? job.submitAt))
    .put('umask', extra.umask ?? undefined)
    .put('run_count', job.runs.length > 0 ? job.runs.length : undefined)
    .put('eligible_time', eligibleTimeOf(job, now))
    .put('Stageout_status', stageoutOf(job))
    .put('Exit_status', exitStatusOf(job));
  if (job.array) lines.put('array_id', `${job.array.id}[].${centreName}`).put('array_index', job.array.index);
  else lines.put('Submit_arguments', extra.submitArguments);
  return {
    id: idOf(job, centreName),
    attributes: lines
      .putAll('estimated', estimatedOf(job, scene))
      .put('history_timestamp', job.state === 'ended' ? epochOf(job.endAt ?? job.changedAt) : undefined)
      .put('project', extra.project)
      .put('Submit_Host', centreName).list,
  };
}

export const epochOf = (at: Date): number => Math.floor(at.getTime() / 1000);

export function resourceListOf(job: Job): Record<string, string | number | undefined> {
  const extra = extraOf(job);
  return {
    mem: extra.hasMemory ? sizeOf(memoryOf(job)) : undefined,
    ncpus: coresOf(job),
    ngpus: gpusOf(job) > 0 ? gpusOf(job) : undefined,
    nodect: job.chunks.length,
    place: extra.place,
    select: extra.select,
    walltime: clockOf(job.walltimeSeconds),
  };
}

/** Nothing until the node has reported for the first time. */
function usedOf(job: Job, now: Date): Record<string, string | number> {
  const run = job.runs.at(-1);
  if (!run || job.state === 'held' || job.state === 'pending' || isJustSent(job, now)) return {};
  const memory = `${Math.ceil(run.peakMemoryBytes / 1024)}kb`;
  return {
    cpupercent: 0,
    cput: clockOf(run.cpuSeconds),
    mem: memory,
    ncpus: coresOf(job),
    vmem: memory,
    walltime: clockOf(wholeSeconds(run.startAt, run.endAt ?? now)),
  };
}

function holdsOf(job: Job): string {
  if (job.reason === 'dependency' || job.reason === 'dependency-never') return 's';
  const letters = { user: 'u', operator: 'o', system: 's' } as const;
  return job.holds.map((hold) => letters[hold]).join('') || 'n';
}

function stageoutOf(job: Job): number | undefined {
  if (job.state !== 'ended' || job.runs.length === 0) return undefined;
  return job.runs.at(-1)?.isOutputDelivered === false ? 0 : 1;
}

function estimatedOf(job: Job, { forecasts, zone }: Scene): Record<string, string> {
  const forecast = job.state === 'pending' ? forecasts.get(job.id) : undefined;
  if (!forecast?.startAt) return {};
  const shares = forecast.nodeNames.map((node) => `(${node}:ncpus=${coresOf(job)})`);
  return { exec_vnode: shares.join('+'), start_time: ctimeOf(forecast.startAt, zone) };
}
