import type { Command, CommandCall, CentreTools } from '../command';
import type { Job } from '../engine/job';
import { printLine, printLong, readFormat, readLongFormat } from './columns';
import { parseOptions, UsageError, type OptionTable } from './options';
import {
  clock,
  coresOf,
  elapsedSeconds,
  gpusOf,
  idOf,
  instant,
  memoryOf,
  memoryText,
  nodesOf,
  reasonOf,
  stateOf,
} from './words';

/** @see squeue(1), Slurm 22.05 */
const options: OptionTable = {
  values: {
    user: 'u',
    users: '',
    jobs: 'j',
    job: '',
    name: 'n',
    states: 't',
    state: '',
    partition: 'p',
    partitions: '',
    format: 'o',
    Format: 'O',
    sort: 'S',
    account: 'A',
    nodelist: 'w',
    iterate: 'i',
    qos: 'q',
  },
  flags: {
    noheader: 'h',
    me: '',
    array: 'r',
    long: 'l',
    start: '',
    all: 'a',
    'array-unique': '',
    notme: '',
    verbose: 'v',
  },
};
const defaultFormat = '%.18i %.9P %.8j %.8u %.2t %.10M %.6D %R';
const longFormat = '%.18i %.9P %.8j %.8u %.8T %.10M %.9l %.6D %R';
const startFormat = '%.18i %.9P %.8j %.8u %.2t %.19S %.6D %20Y %R';
/** How long an ended job is still shown. @see slurm.conf(5), MinJobAge, default 300 s */
const minJobAgeMs = 300_000;

export const squeue: Command = async (call, tools) => {
  if (tools.faults.get('queue-query-fails') !== undefined)
    return say(call, 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n', 1);
  if (tools.faults.get('queue-query-empty') !== undefined) return 0;
  try {
    return list(call, tools);
  } catch (error) {
    if (error instanceof UsageError)
      return say(call, `squeue: ${error.message}\nTry "squeue --help" for more information\n`, 1);
    throw error;
  }
};

function list(call: CommandCall, tools: CentreTools): number {
  const { values, flags } = parseOptions(call.argv, options);
  const jobs = wanted(call, tools, values, flags);
  const rows = flags.has('array') ? jobs.map((job) => [job]) : groups(jobs);
  const forecasts = rows.length > 0 ? tools.engine.forecastAll() : new Map();
  const valueOf = (row: readonly Job[]) => (letter: string) =>
    field(letter, row, { call, tools, startAt: forecasts.get(row[0]?.id ?? 0)?.startAt });
  if (values['Format'] !== undefined)
    return listLong(call, values['Format'], rows, valueOf, flags.has('noheader'));
  const format = readFormat(
    values['format'] ??
      call.environment['SQUEUE_FORMAT'] ??
      (flags.has('start') ? startFormat : flags.has('long') ? longFormat : defaultFormat),
  );
  if (!flags.has('noheader')) call.stdout(printLine(format, (letter) => headers[letter] ?? ''));
  call.stdout(rows.map((row) => printLine(format, valueOf(row))).join(''));
  return 0;
}

function wanted(
  call: CommandCall,
  { engine, faults }: CentreTools,
  values: Record<string, string>,
  flags: Set<string>,
): Job[] {
  if (faults.get('controller-forgets') !== undefined) return [];
  const lists = (name: string) => values[name]?.split(',').filter((word) => word !== '');
  const users = flags.has('me') ? [call.login] : (lists('user') ?? lists('users'));
  const ids = lists('jobs') ?? lists('job');
  const names = lists('name');
  const partitions = lists('partition') ?? lists('partitions');
  const states = (values['states'] ?? values['state'])?.toUpperCase().split(',');
  const recently = Date.now() - minJobAgeMs;
  return engine
    .list()
    .filter((job) => job.state !== 'ended' || (job.endAt?.getTime() ?? 0) > recently)
    .filter((job) =>
      !states || states.includes('ALL')
        ? states !== undefined || job.state !== 'ended'
        : states.includes(stateOf(job).long) || states.includes(stateOf(job).short),
    )
    .filter((job) => !users || users.includes(job.login))
    .filter((job) => !names || names.includes(job.name))
    .filter((job) => !partitions || partitions.includes(job.partition))
    .filter(
      (job) =>
        !ids || ids.some((id) => id === String(job.id) || id === idOf(job) || id === String(job.array?.id)),
    )
    .sort((a, b) => orderOf(a) - orderOf(b) || b.id - a.id);
}

const orderOf = (job: Job) =>
  job.state === 'running' || job.state === 'ending' ? 1 : job.state === 'ended' ? 2 : 0;

/** Waiting tasks of one array share a line: `12_[3-7%2]`. */
function groups(jobs: readonly Job[]): Job[][] {
  const rows: Job[][] = [];
  const byArray = new Map<string, Job[]>();
  for (const job of jobs) {
    const isTogether = job.array && (job.state === 'pending' || job.state === 'held');
    const key = isTogether ? `${job.array?.id}/${job.reason}` : '';
    const row = byArray.get(key);
    if (isTogether && row) row.push(job);
    else {
      const fresh = [job];
      rows.push(fresh);
      if (isTogether) byArray.set(key, fresh);
    }
  }
  for (const row of rows) row.sort((a, b) => a.id - b.id);
  return rows;
}

const headers: Record<string, string> = {
  i: 'JOBID',
  A: 'JOBID',
  F: 'ARRAY_JOB_ID',
  K: 'ARRAY_TASK_ID',
  j: 'NAME',
  T: 'STATE',
  t: 'ST',
  r: 'REASON',
  R: 'NODELIST(REASON)',
  P: 'PARTITION',
  u: 'USER',
  U: 'UID',
  S: 'START_TIME',
  e: 'END_TIME',
  M: 'TIME',
  l: 'TIME_LIMIT',
  L: 'TIME_LEFT',
  D: 'NODES',
  C: 'CPUS',
  m: 'MIN_MEMORY',
  b: 'TRES_PER_NODE',
  V: 'SUBMIT_TIME',
  Q: 'PRIORITY',
  N: 'NODELIST',
  B: 'EXEC_HOST',
  a: 'ACCOUNT',
  k: 'COMMENT',
  Z: 'WORK_DIR',
  o: 'COMMAND',
  q: 'QOS',
  Y: 'SCHEDNODES',
  E: 'DEPENDENCY',
  p: 'PRIORITY',
  y: 'NICE',
  v: 'RESERVATION',
  z: 'S:C:T',
  x: 'EXC_NODES',
  g: 'GROUP',
  c: 'MIN_CPUS',
  d: 'MIN_TMP_DISK',
  f: 'FEATURES',
  h: 'OVER_SUBSCRIBE',
};

interface Asked {
  call: CommandCall;
  tools: CentreTools;
  startAt: Date | undefined;
}

function field(letter: string, row: readonly Job[], { call, tools, startAt }: Asked): string {
  const [job] = row;
  if (!job) return '';
  const zone = call.environment['TZ'];
  const nodes = nodesOf(job).join(',');
  const isWaiting = job.state === 'held' || job.state === 'pending';
  switch (letter) {
    case 'i':
      return row.length > 1 || (job.array && isWaiting && row.length === job.array.indices.length)
        ? `${job.array?.id}_[${ranges(row.map((one) => one.array?.index ?? 0))}]`
        : idOf(job);
    case 'A':
      return String(job.id);
    case 'F':
      return String(job.array?.id ?? job.id);
    case 'K':
      return row.length > 1
        ? ranges(row.map((one) => one.array?.index ?? 0))
        : job.array
          ? String(job.array.index)
          : 'N/A';
    case 'j':
      return job.name;
    case 'T':
      return stateOf(job).long;
    case 't':
      return stateOf(job).short;
    case 'r':
      return reasonOf(job);
    case 'R':
      return isWaiting || (job.state === 'ended' && nodes === '') ? `(${reasonOf(job)})` : nodes;
    case 'P':
      return job.partition;
    case 'u':
      return job.login;
    case 'U':
      return String(tools.logins.uidOf(job.login));
    case 'S':
      return instant(job.startAt ?? (job.state === 'pending' ? startAt : undefined), zone);
    case 'e':
      return instant(
        job.endAt ?? (job.startAt ? new Date(job.startAt.getTime() + job.walltimeSeconds * 1000) : undefined),
        zone,
      );
    case 'M':
      return clock(elapsedSeconds(job));
    case 'l':
      return clock(job.walltimeSeconds);
    case 'L':
      return clock(Math.max(0, job.walltimeSeconds - elapsedSeconds(job)));
    case 'D':
      return String(job.chunks.length);
    case 'C':
      return String(coresOf(job));
    case 'm':
      return memoryText(memoryOf(job));
    case 'b':
      return gpusOf(job) > 0 ? `gres:gpu:${job.chunks[0]?.gpus ?? 0}` : 'N/A';
    case 'V':
      return instant(job.submitAt, zone);
    case 'Q':
    case 'p':
      return String(4_294_901_760 - job.id);
    case 'N':
    case 'B':
      return nodes;
    case 'a':
      return job.project;
    case 'k':
      return job.comment === '' ? '(null)' : job.comment;
    case 'Z':
      return job.workFolder;
    case 'o':
      return job.scriptPath === '' ? '(null)' : job.scriptPath;
    case 'q':
      return 'normal';
    case 'tres-alloc':
      return `cpu=${coresOf(job)},node=${job.chunks.length}${gpusOf(job) > 0 ? `,gres/gpu=${gpusOf(job)}` : ''}`;
    case 'tres-per-job':
      return 'N/A';
    case 'E':
      return job.dependencies.length > 0
        ? job.dependencies.map((dependency) => dependency.kind).join(',')
        : '(null)';
    default:
      return '(null)';
  }
}

const longNames: Record<string, string> = {
  jobid: 'A',
  jobarrayid: 'i',
  arrayjobid: 'F',
  arraytaskid: 'K',
  name: 'j',
  state: 'T',
  statecompact: 't',
  reason: 'r',
  reasonlist: 'R',
  partition: 'P',
  username: 'u',
  userid: 'U',
  starttime: 'S',
  endtime: 'e',
  timeused: 'M',
  timelimit: 'l',
  timeleft: 'L',
  numnodes: 'D',
  numcpus: 'C',
  minmemory: 'm',
  'tres-per-node': 'b',
  submittime: 'V',
  prioritylong: 'Q',
  nodelist: 'N',
  batchhost: 'B',
  account: 'a',
  comment: 'k',
  workdir: 'Z',
  command: 'o',
  qos: 'q',
  dependency: 'E',
};

function listLong(
  call: CommandCall,
  format: string,
  rows: readonly Job[][],
  valueOf: (row: readonly Job[]) => (letter: string) => string,
  isBare: boolean,
): number {
  const columns = readLongFormat(format);
  if (!isBare)
    call.stdout(printLong(columns, (name) => headers[longNames[name] ?? ''] ?? name.toUpperCase()));
  call.stdout(
    rows.map((row) => printLong(columns, (name) => valueOf(row)(longNames[name] ?? name))).join(''),
  );
  return 0;
}

/** `0-3,7` */
function ranges(indices: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < indices.length; at++) {
    const first = indices[at] ?? 0;
    while (indices[at + 1] === (indices[at] ?? 0) + 1) at++;
    parts.push(first === indices[at] ? String(first) : `${first}-${indices[at]}`);
  }
  return parts.join(',');
}

function say(call: CommandCall, words: string, code: number): number {
  call.stderr(words);
  return code;
}
