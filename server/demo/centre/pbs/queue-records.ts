import type { CentreTools } from '../command';
import type { Partition } from '../engine/engine';
import type { Job } from '../engine/job';
import { Lines, type PbsRecord } from './job-record';
import { everything, jobsOf, type Found } from './job-ids';
import { arrayStateOf } from './array-record';
import { coresOf, extraOf, gpusOf, memoryOf, sizeOf, stateOf } from './job-words';
import { pbsVersion } from './released-json';
import { clockOf } from './time-words';

/** How many jobs are in which state; an array counts once. */
export interface Counts {
  readonly total: number;
  readonly transit: number;
  readonly queued: number;
  readonly held: number;
  readonly waiting: number;
  readonly running: number;
  readonly exiting: number;
  readonly begun: number;
}

/** Counts what lies in a queue, or everywhere. `total` has the finished ones too, as at the real server (surprise 18). */
export function countsOf({ engine }: CentreTools, queue?: string): Counts {
  const isIn = (found: Found) => queue === undefined || jobsOf(found)[0]?.partition === queue;
  const letters = everything(engine, false)
    .filter(isIn)
    .map((found) =>
      'job' in found ? stateOf(found.job, false, new Date()).letter : arrayStateOf(found.tasks).letter,
    );
  const count = (letter: string) => letters.filter((own) => own === letter).length;
  return {
    total: everything(engine, true).filter(isIn).length,
    transit: 0,
    queued: count('Q'),
    held: count('H'),
    waiting: count('W'),
    running: count('R'),
    exiting: count('E'),
    begun: count('B'),
  };
}

const stateCountOf = (counts: Counts) =>
  `Transit:${counts.transit} Queued:${counts.queued} Held:${counts.held} Waiting:${counts.waiting} Running:${counts.running} Exiting:${counts.exiting} Begun:${counts.begun} `;

/** `qstat -Q -f` of one queue. */
export function queueRecord(queue: Partition, tools: CentreTools): PbsRecord {
  const counts = countsOf(tools, queue.name);
  return {
    id: queue.name,
    attributes: new Lines()
      .put('queue_type', 'Execution')
      .put('total_jobs', counts.total)
      .put('state_count', stateCountOf(counts))
      .putAll('resources_max', {
        ngpus: queue.gpusPerNode * queue.nodeNames.length,
        walltime: clockOf(queue.maxWalltimeSeconds),
      })
      .putAll('resources_default', { walltime: clockOf(queue.defaultWalltimeSeconds) })
      .putAll('resources_assigned', assignedOf(runningOf(tools, queue.name)))
      .put('hasnodes', 'True')
      .put('enabled', 'True')
      .put('started', 'True').list,
  };
}

/** `qstat -B -f`. */
export function serverRecord(tools: CentreTools): PbsRecord {
  const counts = countsOf(tools);
  return {
    id: tools.centreName,
    attributes: new Lines()
      .put('server_state', 'Active')
      .put('server_host', tools.centreName)
      .put('scheduling', 'True')
      .put('total_jobs', counts.total)
      .put('state_count', stateCountOf(counts))
      .put('default_queue', tools.engine.partitions[0]?.name)
      .put('log_events', 511)
      .put('mailer', '/usr/sbin/sendmail')
      .put('mail_from', 'adm')
      .put('query_other_jobs', 'True')
      .putAll('resources_default', { ncpus: 1 })
      .putAll('default_chunk', { ncpus: 1 })
      .putAll('resources_assigned', assignedOf(runningOf(tools)))
      .put('scheduler_iteration', 600)
      .put('flatuid', 'True')
      .put('resv_enable', 'True')
      .put('node_fail_requeue', 310)
      .put('max_array_size', 10_000)
      .put('pbs_license_min', 0)
      .put('pbs_license_max', 2_147_483_647)
      .put('pbs_license_linger_time', 31_536_000)
      .put('license_count', 'Avail_Global:1000000 Avail_Local:1000000 Used:0 High_Use:0')
      .put('pbs_version', pbsVersion)
      .put('eligible_time_enable', 'True')
      .put('job_history_enable', 'True')
      .put('max_concurrent_provision', 5)
      .put('backfill_depth', 20)
      .put('max_job_sequence_id', 9_999_999).list,
  };
}

const runningOf = ({ engine }: CentreTools, queue?: string) =>
  engine
    .list({ isActive: true })
    .filter(
      (job) =>
        (job.state === 'running' || job.state === 'ending') && (queue ?? job.partition) === job.partition,
    );

/** Only what is not nothing. */
function assignedOf(jobs: readonly Job[]): Record<string, string | number | undefined> {
  const sum = (each: (job: Job) => number) => jobs.reduce((total, job) => total + each(job), 0);
  const memory = sum((job) => (extraOf(job).hasMemory ? memoryOf(job) : 0));
  const orNone = (value: number) => (value > 0 ? value : undefined);
  return {
    mem: memory > 0 ? sizeOf(memory) : undefined,
    ncpus: orNone(sum(coresOf)),
    ngpus: orNone(sum(gpusOf)),
    nodect: orNone(sum((job) => job.chunks.length)),
  };
}

const cells = (values: readonly number[]) => values.map((value) => String(value).padStart(5)).join(' ');

/** Plain `qstat -Q`. @see e2e/transcripts/pbs/qstat-Q-plain.txt */
export function printQueues(queues: readonly Partition[], tools: CentreTools): string {
  const rows = queues.map((queue) => {
    const { total, queued, running, held, waiting, transit, exiting } = countsOf(tools, queue.name);
    const name = queue.name.slice(0, 16).padEnd(16);
    return `${name} ${cells([0, total])} yes yes ${cells([queued, running, held, waiting, transit, exiting])} Exe*\n`;
  });
  return (
    'Queue              Max   Tot Ena Str   Que   Run   Hld   Wat   Trn   Ext Type\n' +
    `---------------- ----- ----- --- --- ----- ----- ----- ----- ----- ----- ----\n${rows.join('')}`
  );
}

/** Plain `qstat -B`. */
export function printServer(tools: CentreTools): string {
  const { total, queued, running, held, waiting, transit, exiting } = countsOf(tools);
  return (
    'Server             Max   Tot   Que   Run   Hld   Wat   Trn   Ext Status\n' +
    '---------------- ----- ----- ----- ----- ----- ----- ----- ----- -----------\n' +
    `${tools.centreName.padEnd(16)} ${cells([0, total, queued, running, held, waiting, transit, exiting])} ${'Active'.padEnd(10)}\n`
  );
}

/** `qstat -q`. */
export function printLimits(queues: readonly Partition[], tools: CentreTools): string {
  let running = 0;
  let queued = 0;
  const rows = queues.map((queue) => {
    const counts = countsOf(tools, queue.name);
    const waits = counts.queued + counts.held + counts.waiting;
    running += counts.running;
    queued += waits;
    const limits = ['--  ', '  --   ', clockOf(queue.maxWalltimeSeconds)].map((text, at) =>
      text.padStart(at === 0 ? 6 : 8),
    );
    return `${queue.name.slice(0, 16).padEnd(16)} ${limits.join(' ')} ${'-- '.padStart(4)} ${cells([counts.running, waits])} ${'  --'}   E R\n`;
  });
  return (
    `\nserver: ${tools.centreName}\n\n` +
    'Queue            Memory CPU Time Walltime Node   Run   Que   Lm  State\n' +
    '---------------- ------ -------- -------- ---- ----- ----- ----  -----\n' +
    `${rows.join('')}${' '.repeat(47)}----- -----\n${' '.repeat(47)}${cells([running, queued])}\n`
  );
}
