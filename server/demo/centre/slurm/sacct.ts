import type { Command, CommandCall, CentreTools } from '../command';
import type { Job, JobRun } from '../engine/job';
import { parseOptions, UsageError, type OptionTable } from './options';
import {
  clock,
  coresOf,
  endOf,
  gpusOf,
  idOf,
  instant,
  memoryOf,
  memoryText,
  stateOf,
  wholeSeconds,
} from './words';

/** @see sacct(1), Slurm 22.05. Steps (`.batch`, `.extern`) are not kept, so -X changes nothing. */
const options: OptionTable = {
  values: {
    format: 'o',
    starttime: 'S',
    endtime: 'E',
    jobs: 'j',
    user: 'u',
    uid: '',
    name: '',
    state: 's',
    delimiter: '',
    partition: 'r',
    accounts: 'A',
    cluster: 'M',
    units: '',
  },
  flags: {
    allocations: 'X',
    parsable2: 'P',
    parsable: 'p',
    noheader: 'n',
    duplicates: 'D',
    allusers: 'a',
    long: 'l',
    brief: 'b',
    truncate: 'T',
    noconvert: '',
    array: '',
  },
};
const defaultFields = 'JobID,JobName,Partition,Account,AllocCPUS,State,ExitCode';

/** One line: a job, and which of its runs; the last one where it was requeued, all with -D. */
interface Line {
  job: Job;
  run: JobRun | undefined;
  isLast: boolean;
}

export const sacct: Command = async (call, tools) => {
  if (tools.faults.get('accounting-fails') !== undefined) {
    call.stderr(
      'sacct: error: slurm_persist_conn_open_without_init: failed to open persistent connection to host:localhost:6819: Connection refused\nsacct: error: Problem talking to the database: Connection refused\n',
    );
    return 1;
  }
  try {
    return list(call, tools);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    call.stderr(`sacct: ${error.message}\n`);
    return 1;
  }
};

function list(call: CommandCall, tools: CentreTools): number {
  const { values, flags } = parseOptions(call.argv, options);
  const names = (values['format'] ?? defaultFields).split(',').map((name) => name.trim());
  const columns = names.map((name) => ({ title: titleOf(name), width: widthOf(name) }));
  const unknown = columns.find(({ title }) => title === undefined);
  if (unknown) {
    call.stderr(`sacct: fatal: Invalid field requested: "${names[columns.indexOf(unknown)]}"\n`);
    return 1;
  }
  const rows = lines(call, tools, values, flags).map((line) =>
    columns.map(({ title }) => valueOf(title ?? '', line, call, tools)),
  );
  const delimiter = values['delimiter'] ?? '|';
  const isParsable = flags.has('parsable2') || flags.has('parsable');
  const tail = flags.has('parsable') && !flags.has('parsable2') ? delimiter : '';
  const print = (cells: string[]) =>
    isParsable
      ? `${cells.join(delimiter)}${tail}\n`
      : `${cells.map((cell, at) => fit(cell, columns[at]?.width ?? 10)).join(' ')} \n`;
  if (!flags.has('noheader')) {
    call.stdout(print(columns.map(({ title }) => title ?? '')));
    if (!isParsable) call.stdout(print(columns.map(({ width }) => '-'.repeat(width))));
  }
  call.stdout(rows.map(print).join(''));
  return 0;
}

const fit = (cell: string, width: number) =>
  cell.length > width ? `${cell.slice(0, width - 1)}+` : cell.padStart(width);

function lines(
  call: CommandCall,
  { engine, logins }: CentreTools,
  values: Record<string, string>,
  flags: Set<string>,
): Line[] {
  const ids = values['jobs']?.split(',').map((id) => id.replace(/\..*$/, ''));
  const users = (values['user'] ?? values['uid'])
    ?.split(',')
    .map((user) => (/^\d+$/.test(user) ? (logins.loginOf(Number(user)) ?? user) : user));
  const names = values['name']?.split(',');
  const states = values['state']?.toUpperCase().split(',');
  const zone = call.environment['TZ'];
  // Without -S: since midnight; with -j: everything. @see sacct(1), DEFAULT TIME WINDOW
  const since =
    values['starttime'] === undefined
      ? ids
        ? new Date(0)
        : midnight()
      : readInstant(values['starttime'], zone);
  const until = values['endtime'] === undefined ? undefined : readInstant(values['endtime'], zone);
  const mayAll = flags.has('allusers') || call.isServiceLogin || users !== undefined || ids !== undefined;
  return engine
    .list()
    .filter((job) => (mayAll ? !users || users.includes(job.login) : job.login === call.login))
    .filter(
      (job) =>
        !ids || ids.some((id) => id === String(job.id) || id === idOf(job) || id === String(job.array?.id)),
    )
    .filter((job) => !names || names.includes(job.name))
    .filter((job) => job.state !== 'ended' || (job.endAt ?? job.changedAt) >= since)
    .filter((job) => !until || job.submitAt <= until)
    .filter(
      (job) => !states || states.some((state) => state === stateOf(job).long || state === stateOf(job).short),
    )
    .flatMap((job): Line[] => {
      if (job.runs.length === 0) return [{ job, run: undefined, isLast: true }];
      const all = job.runs.map((run, at) => ({ job, run, isLast: at === job.runs.length - 1 }));
      return flags.has('duplicates') ? all : all.slice(-1);
    });
}

function midnight(): Date {
  const day = new Date();
  day.setUTCHours(0, 0, 0, 0);
  return day;
}

function readInstant(text: string, _zone: string | undefined): Date {
  const ago = /^now-(\d+)(seconds?|minutes?|hours?|days?|weeks?)$/.exec(text);
  if (ago)
    return new Date(
      Date.now() -
        Number(ago[1]) * ({ s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }[ago[2]?.[0] ?? 's'] ?? 1) * 1000,
    );
  if (text === 'now') return new Date();
  if (text === 'today' || text === 'midnight') return midnight();
  const at = new Date(/T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) throw new UsageError(`Invalid time specification (pos=0): ${text}`);
  return at;
}

const titles = [
  'JobID',
  'JobIDRaw',
  'JobName',
  'User',
  'UID',
  'Account',
  'Partition',
  'State',
  'Submit',
  'Eligible',
  'Start',
  'End',
  'Elapsed',
  'ElapsedRaw',
  'Timelimit',
  'TimelimitRaw',
  'Suspended',
  'AllocTRES',
  'ReqTRES',
  'AllocCPUS',
  'ReqCPUS',
  'NCPUS',
  'NNodes',
  'AllocNodes',
  'ReqMem',
  'ExitCode',
  'DerivedExitCode',
  'Reason',
  'NodeList',
  'Comment',
  'Cluster',
  'QOS',
  'WorkDir',
  'MaxRSS',
  'CPUTime',
  'CPUTimeRAW',
  'TotalCPU',
  'SubmitLine',
  'Restarts',
  'Priority',
  'Planned',
  'Group',
];
const titleOf = (name: string) =>
  titles.find((title) => title.toLowerCase() === name.replace(/%-?\d+$/, '').toLowerCase());
const widthOf = (name: string) =>
  Number(
    /%-?(\d+)$/.exec(name)?.[1] ??
      { submit: 19, start: 19, end: 19, eligible: 19, jobid: 12, nodelist: 15, alloctres: 10 }[
        name.toLowerCase()
      ] ??
      10,
  );

function valueOf(title: string, { job, run, isLast }: Line, call: CommandCall, tools: CentreTools): string {
  const zone = call.environment['TZ'];
  const isForgotten = isRunaway(run, tools);
  const endAt = isForgotten ? undefined : run ? run.endAt : job.endAt;
  const elapsed = run ? wholeSeconds(run.startAt, endAt ?? new Date()) : 0;
  const code = run && !isForgotten && isOwnEnd(run.end) ? `${run.exitCode ?? 0}:${run.signal ?? 0}` : '0:0';
  switch (title) {
    case 'JobID':
      return idOf(job);
    case 'JobIDRaw':
      return String(job.id);
    case 'JobName':
      return job.name;
    case 'User':
      return job.login;
    case 'UID':
      return String(tools.logins.uidOf(job.login));
    case 'Account':
      return job.project;
    case 'Partition':
      return job.partition;
    case 'State':
      return lineState(job, run, isLast, tools);
    case 'Submit':
      return instant(run?.queuedAt ?? job.submitAt, zone, 'Unknown');
    case 'Eligible':
      return instant(job.eligibleAt ?? run?.startAt, zone, 'Unknown');
    case 'Start':
      return instant(run?.startAt, zone, job.state === 'ended' ? 'None' : 'Unknown');
    case 'End':
      return instant(endAt, zone, 'Unknown');
    case 'Elapsed':
      return clock(elapsed, true);
    case 'ElapsedRaw':
      return String(elapsed);
    case 'Timelimit':
      return clock(job.walltimeSeconds, true);
    case 'TimelimitRaw':
      return String(Math.round(job.walltimeSeconds / 60));
    case 'Suspended':
      return '00:00:00';
    case 'AllocTRES':
      return run ? tres(job) : '';
    case 'ReqTRES':
      return tres(job);
    case 'AllocCPUS':
      return run ? String(coresOf(job)) : '0';
    case 'ReqCPUS':
    case 'NCPUS':
      return String(coresOf(job));
    case 'NNodes':
    case 'AllocNodes':
      return String(job.chunks.length);
    case 'ReqMem':
      return memoryText(memoryOf(job));
    case 'ExitCode':
    case 'DerivedExitCode':
      return code;
    case 'Reason':
      return 'None';
    case 'NodeList':
      return run ? run.shares.map((share) => share.node).join(',') : 'None assigned';
    case 'Comment':
      return job.comment;
    case 'Cluster':
      return tools.centreName;
    case 'QOS':
      return 'normal';
    case 'WorkDir':
      return job.workFolder;
    case 'CPUTimeRAW':
      return String(elapsed * coresOf(job));
    case 'CPUTime':
      return clock(elapsed * coresOf(job), true);
    case 'SubmitLine':
      return String(job.extra['submitLine'] ?? '');
    case 'Restarts':
      return String(Math.max(0, job.runs.length - 1));
    case 'Group':
      return job.login;
    default:
      return '';
  }
}

/** Where the controller ended the run, the allocation has no code of its own; only its batch step has. Seen with Slurm 22.05. */
const isOwnEnd = (end: JobRun['end']): boolean =>
  end === undefined || end === 'completed' || end === 'failed' || end === 'out-of-memory';

/** The controller lost its memory before it told of the end: a "runaway job", until an operator mends it. @see sacctmgr(1), RunawayJobs */
const isRunaway = (run: JobRun | undefined, tools: CentreTools): boolean =>
  run !== undefined && tools.faults.get('controller-forgets') !== undefined;

function lineState(job: Job, run: JobRun | undefined, isLast: boolean, tools: CentreTools): string {
  if (isRunaway(run, tools)) return 'RUNNING';
  if (!isLast && run) return endOf(run.end).long;
  const state = stateOf(job);
  if (state.long === 'COMPLETING') return 'RUNNING';
  return job.state === 'ended' && job.end === 'cancelled' && job.cancelledBy !== undefined
    ? `CANCELLED by ${tools.logins.uidOf(job.cancelledBy)}`
    : state.long;
}

function tres(job: Job): string {
  const gpus = gpusOf(job);
  const parts = [
    `billing=${coresOf(job)}`,
    `cpu=${coresOf(job)}`,
    ...(gpus > 0 ? [`gres/gpu=${gpus}`] : []),
    ...(memoryOf(job) > 0 ? [`mem=${memoryText(memoryOf(job))}`] : []),
    `node=${job.chunks.length}`,
  ];
  return parts.join(',');
}
