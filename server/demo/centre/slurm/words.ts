import type { Job, JobRun, WaitReason } from '../engine/job';

/** Slurm's words for the engine's states: long and short. @see squeue(1), Slurm 22.05, JOB STATE CODES */
export function stateOf(job: Job): { long: string; short: string } {
  switch (job.state) {
    case 'held':
    case 'pending':
      return { long: 'PENDING', short: 'PD' };
    case 'running':
      return { long: 'RUNNING', short: 'R' };
    case 'ending':
      return { long: 'COMPLETING', short: 'CG' };
    case 'ended':
      return endOf(job.end);
  }
}

const endWords = {
  completed: { long: 'COMPLETED', short: 'CD' },
  failed: { long: 'FAILED', short: 'F' },
  'timed-out': { long: 'TIMEOUT', short: 'TO' },
  'out-of-memory': { long: 'OUT_OF_MEMORY', short: 'OOM' },
  cancelled: { long: 'CANCELLED', short: 'CA' },
  'node-failed': { long: 'NODE_FAIL', short: 'NF' },
  requeued: { long: 'REQUEUED', short: 'RQ' },
} as const;

export const endOf = (end: Job['end'] | JobRun['end']) => endWords[end ?? 'completed'];

/** @see squeue(1), Slurm 22.05, JOB REASON CODES */
export const reasonWords: Record<WaitReason, string> = {
  none: 'None',
  'held-by-user': 'JobHeldUser',
  'held-by-centre': 'JobHeldAdmin',
  'begin-time': 'BeginTime',
  dependency: 'Dependency',
  'dependency-never': 'DependencyNeverSatisfied',
  'array-limit': 'JobArrayTaskLimit',
  'login-limit': 'AssocMaxJobsLimit',
  resources: 'Resources',
  priority: 'Priority',
  'nodes-unavailable': 'ReqNodeNotAvail',
  'never-fits': 'BadConstraints',
  'partition-time-limit': 'PartitionTimeLimit',
};

export function reasonOf(job: Job): string {
  if (job.state === 'held' || job.state === 'pending') return reasonWords[job.reason];
  if (job.state === 'ended' && job.end === 'timed-out') return 'TimeLimit';
  if (job.state === 'ended' && job.end === 'failed') return 'NonZeroExitCode';
  if (job.state === 'ended' && job.end === 'node-failed') return 'NodeDown';
  if (job.state === 'ended' && job.end === 'out-of-memory') return 'OutOfMemory';
  return 'None';
}

/** `12` or `12_3`. */
export const idOf = (job: Job): string => (job.array ? `${job.array.id}_${job.array.index}` : String(job.id));

/** Seconds as Slurm prints a limit: `1-02:03:04`, `02:03:04`, `3:04`. squeue leaves out leading zeros, sacct does not. */
export function clock(seconds: number, isPadded = false): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3_600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${two(minutes)}:${two(Math.floor(seconds) % 60)}`;
  if (days > 0) return `${days}-${two(hours)}:${rest}`;
  if (hours > 0 || isPadded) return `${isPadded ? two(hours) : hours}:${rest}`;
  return `${minutes}:${two(Math.floor(seconds) % 60)}`;
}

/** An instant as Slurm prints it, in the zone of the asker's TZ ['UTC']. */
export function instant(at: Date | undefined, zone: string | undefined, without = 'N/A'): string {
  if (!at) return without;
  const timeZone = isZone(zone) ? zone : 'UTC';
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');
}

function isZone(zone: string | undefined): zone is string {
  if (!zone) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

export const gpusOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.gpus, 0);
export const coresOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.cores, 0);
export const memoryOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.memoryBytes, 0);
export const memoryText = (bytes: number): string =>
  bytes % 1024 ** 3 === 0 ? `${bytes / 1024 ** 3}G` : `${Math.ceil(bytes / 1024 ** 2)}M`;
export const nodesOf = (job: Job): string[] => (job.runs.at(-1)?.shares ?? []).map((share) => share.node);

/** Slurm keeps whole seconds, so what it says was used is the difference of the two instants that it prints. */
export const wholeSeconds = (from: Date, to: Date): number =>
  Math.max(0, Math.floor(to.getTime() / 1000) - Math.floor(from.getTime() / 1000));

export function elapsedSeconds(job: Job, now = Date.now()): number {
  if (!job.startAt) return 0;
  return wholeSeconds(job.startAt, job.endAt ?? new Date(now));
}

/** Slurm's own reading of a time limit: `90` minutes, `1:30` minutes:seconds, `1:00:00`, `1-0`, `1-00:00:00`, `UNLIMITED`. */
export function readLimit(text: string): number | undefined {
  if (/^(UNLIMITED|INFINITE|-1)$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(?:(\d+)-)?(\d+)(?::(\d+))?(?::(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [days, first, second, third] = [match[1], match[2], match[3], match[4]].map((part) =>
    part === undefined ? undefined : Number(part),
  );
  if (first === undefined) return undefined;
  if (days !== undefined) return days * 86_400 + first * 3_600 + (second ?? 0) * 60 + (third ?? 0);
  if (third !== undefined) return first * 3_600 + (second ?? 0) * 60 + third;
  return first * 60 + (second ?? 0);
}

/** `2G`, `500M`, `100` (MB). */
export function readMemory(text: string): number | undefined {
  const match = /^(\d+)([KMGT]?)B?$/i.exec(text);
  if (!match) return undefined;
  const power = { K: 1, M: 2, G: 3, T: 4 }[(match[2] || 'M').toUpperCase()] ?? 2;
  return Number(match[1]) * 1024 ** power;
}

/** `0-3,7%2` → indices and the most at once. */
export function readArray(text: string): { indices: number[]; maxRunning: number | undefined } | undefined {
  const match = /^([\d,:-]+)(?:%(\d+))?$/.exec(text);
  if (!match?.[1]) return undefined;
  const indices = new Set<number>();
  for (const part of match[1].split(',')) {
    const range = /^(\d+)(?:-(\d+)(?::(\d+))?)?$/.exec(part);
    if (!range) return undefined;
    const last = Number(range[2] ?? range[1]);
    for (let index = Number(range[1]); index <= last; index += Math.max(1, Number(range[3] ?? 1)))
      indices.add(index);
    if (indices.size > 1_000) return undefined;
  }
  return {
    indices: [...indices].sort((a, b) => a - b),
    maxRunning: match[2] === undefined ? undefined : Number(match[2]),
  };
}
