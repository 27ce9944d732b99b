import type { PbsRecord } from './job-record';

const truncated = (text: string, width: number) =>
  text.length >= width ? `${text.slice(0, width - 1)}*` : text;
const fits = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}*` : text);

/** The value of an attribute, `Resource_List.walltime` by both names. */
export const valueOf = (record: PbsRecord, name: string, resource?: string): string | undefined =>
  record.attributes.find((attribute) => attribute.name === name && attribute.resource === resource)?.value;

/** Plain `qstat`. @see e2e/transcripts/pbs/qstat-running-plain.txt */
export function printTable(records: readonly PbsRecord[], isWide: boolean): string {
  if (records.length === 0) return '';
  const [id, name, owner, queue] = isWide ? [30, 15, 15, 15] : [17, 16, 16, 16];
  const head = isWide
    ? [
        'Job id                         Name            User              Time Use S Queue',
        '-----------------------------  --------------- ---------------  -------- - ---------------',
      ]
    : [
        'Job id            Name             User              Time Use S Queue',
        '----------------  ---------------- ----------------  -------- - -----',
      ];
  const rows = records.map((record) =>
    [
      fits(record.id, id).padEnd(id),
      truncated(valueOf(record, 'Job_Name') ?? '', name).padEnd(name),
      `${fits(loginOf(record), owner).padEnd(owner)} `,
      (valueOf(record, 'resources_used', 'cput') ?? '0').padStart(8),
      valueOf(record, 'job_state') ?? '',
      (valueOf(record, 'queue') ?? '').padEnd(queue),
    ].join(' '),
  );
  return `${[...head, ...rows].join('\n')}\n`;
}

const loginOf = (record: PbsRecord) => (valueOf(record, 'Job_Owner') ?? '').replace(/@.*$/, '');

export interface AlternateOptions {
  readonly centreName: string;
  readonly isWide: boolean;
  readonly withNodes: boolean;
  readonly withComment: boolean;
  readonly isOneLine: boolean;
  readonly withEstimate: boolean;
}

/** `qstat -a`, `-u`, `-n`, `-s`, `-T`, `-H`. @see e2e/transcripts/pbs/qstat-options.txt */
export function printAlternate(records: readonly PbsRecord[], options: AlternateOptions): string {
  if (records.length === 0) return '';
  return `${headOf(options)}${records.map((record) => rowOf(record, options)).join('')}`;
}

function headOf({ centreName, isWide, withEstimate }: AlternateOptions): string {
  const last = withEstimate ? 'Start' : 'Elap';
  const indent = isWide ? 99 : 60;
  const est = withEstimate ? `${' '.repeat(indent + 15)}Est\n` : '';
  const line = `${' '.repeat(indent)}Req'd  Req'd   ${last}\n`;
  const columns = isWide
    ? 'Job ID                         Username        Queue           Jobname         SessID   NDS  TSK   Memory Time  S Time\n' +
      '------------------------------ --------------- --------------- --------------- -------- ---- ----- ------ ----- - -----\n'
    : 'Job ID          Username Queue    Jobname    SessID NDS TSK Memory Time  S Time\n' +
      '--------------- -------- -------- ---------- ------ --- --- ------ ----- - -----\n';
  return `\n${centreName}: \n${est}${line}${columns}`;
}

function rowOf(record: PbsRecord, options: AlternateOptions): string {
  const { isWide } = options;
  const [id, login, queue, name, session, nodes, tasks] = isWide
    ? [30, 15, 15, 15, 8, 4, 5]
    : [15, 8, 8, 10, 6, 3, 3];
  const blank = ' -- ';
  const of = (attribute: string, resource?: string) => valueOf(record, attribute, resource);
  const right = (text: string | undefined, width: number) =>
    (text ?? blank.slice(1)).slice(0, width).padStart(width);
  const nodesUsed = options.withNodes ? (of('exec_host') ?? blank) : '';
  const comment = options.withComment ? (of('comment') ?? '') : '';
  const row = [
    fits(record.id, id).padEnd(id),
    fits(loginOf(record), login).padEnd(login),
    fits(of('queue') ?? '', queue).padEnd(queue),
    fits(of('Job_Name') ?? '', name).padEnd(name),
    right(of('session_id'), session),
    right(of('Resource_List', 'nodect'), nodes),
    right(of('Resource_List', 'ncpus'), tasks),
    right(of('Resource_List', 'mem'), 6),
    right(hoursOf(of('Resource_List', 'walltime')), 5),
    of('job_state') ?? '',
    right(
      options.withEstimate
        ? estimateOf(of('estimated', 'start_time'))
        : hoursOf(of('resources_used', 'walltime')),
      5,
    ),
  ].join(' ');
  if (options.isOneLine) return `${row} ${nodesUsed}${comment}\n`;
  return `${row}\n${options.withNodes ? `   ${nodesUsed}\n` : ''}${comment === '' ? '' : `   ${comment}\n`}`;
}

/** `00:10:00` → `00:10` */
const hoursOf = (clock: string | undefined) => clock?.replace(/:\d\d$/, '');
const estimateOf = (ctime: string | undefined) => /(\d\d:\d\d):\d\d/.exec(ctime ?? '')?.[1];
