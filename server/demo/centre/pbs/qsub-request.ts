import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { CentreTools, CommandCall } from '../command';
import type { Dependency, JobRequest } from '../engine/job';
import { readId } from './job-ids';
import type { PbsExtra } from './job-words';
import { exitCodes, PbsError } from './pbs-error';
import { readResources } from './qsub-resources';
import {
  exported,
  givenVariables,
  printVariables,
  readVariables,
  withOrigin,
  type Variables,
} from './qsub-variables';
import type { Asked } from './qsub-words';

export interface Script {
  readonly text: string;
  /** Absolute; '' for stdin. */
  readonly path: string;
  readonly args: readonly string[];
}

const illegal = (letter: string) => new PbsError(exitCodes.usage, `qsub: illegal -${letter} value`);

/** Makes the engine's request of what was asked. @throws PbsError as qsub and the server refuse it */
export function requestOf(call: CommandCall, tools: CentreTools, asked: Asked, script: Script): JobRequest {
  const { values, attributes } = asked;
  const range = values.get('J') === undefined ? undefined : readRange(values.get('J') ?? '');
  if (range && values.get('r') === 'n')
    throw new PbsError(exitCodes.usage, 'qsub:  cannot submit non-rerunable Array Job');
  const resources = readResources(asked);
  const queue = queueOf(tools, values.get('q'));
  const walltimeSeconds = resources.walltimeSeconds ?? queue.defaultWalltimeSeconds;
  const gpus = resources.chunks.reduce((sum, chunk) => sum + chunk.gpus, 0);
  if (walltimeSeconds > queue.maxWalltimeSeconds || gpus > queue.gpusPerNode * queue.nodeNames.length)
    throw new PbsError(exitCodes.overLimits, 'qsub: Job violates queue and/or server resource limits');
  const variables = variablesOf(call, asked, queue.name, tools);
  return {
    login: call.login,
    name: nameOf(values.get('N'), script),
    partition: queue.name,
    project: values.get('A') ?? '',
    comment: '',
    script: runnable(script.text, values.get('S')),
    scriptPath: script.path,
    scriptArguments: script.args,
    workFolder: tools.logins.homeOf(call.login),
    environment: givenVariables(variables),
    chunks: resources.chunks,
    placement: /scatter/.test(resources.place) ? 'scatter' : 'free',
    isExclusive: /excl/.test(resources.place),
    walltimeSeconds: Math.max(1, walltimeSeconds),
    holds: values.has('h') ? ['user'] : [],
    dependencies: readDependencies(attributes.get('depend'), tools.centreName),
    dependencyRule: 'all',
    beginAt: readBegin(values.get('a')),
    isRerunnable: values.get('r') !== 'n',
    isInteractive: false,
    arrayIndices: range?.indices,
    arrayMaxRunning: range?.maxRunning ?? readCount(attributes.get('max_run_subjobs')),
    priority: readPriority(values.get('p')),
    isNeverFittingAccepted: true,
    extra: { ...extraOf(call, asked, resources, variables, range?.text) },
  };
}

function extraOf(
  call: CommandCall,
  { values, attributes }: Asked,
  resources: ReturnType<typeof readResources>,
  variables: Variables,
  arrayRange: string | undefined,
): PbsExtra {
  for (const letter of ['o', 'e']) if (/[^\x20-\x7e]/.test(values.get(letter) ?? '')) throw illegal(letter);
  const join = values.get('j') ?? 'n';
  if (!['n', 'oe', 'eo'].includes(join)) throw illegal('j');
  const keep = values.get('k') ?? 'n';
  if (!/^(?:n|d?[oe]{1,2}|[oe]{1,2}d?)$/.test(keep)) throw illegal('k');
  return {
    submitFolder: call.workFolder,
    output: values.get('o') ?? null,
    error: values.get('e') ?? null,
    join,
    keep,
    select: resources.select,
    place: resources.place,
    hasMemory: resources.hasMemory,
    account: values.get('A') ?? null,
    project: values.get('P') ?? '_pbs_project_default',
    priority: readPriority(values.get('p')),
    umask: attributes.get('umask')?.replace(/^0+(?=\d)/, '') ?? null,
    shell: values.get('S') ?? null,
    mailPoints: values.get('m') ?? 'a',
    variableList: printVariables(variables),
    submitArguments: call.argv.join(' '),
    arrayRange: arrayRange ?? null,
    dependText: attributes.get('depend') ?? null,
    beginText: values.get('a') ?? null,
  };
}

function variablesOf(call: CommandCall, { values }: Asked, queue: string, tools: CentreTools): Variables {
  const named = values.has('v') ? readVariables(values.get('v') ?? '', call.environment) : [];
  const own = values.has('V') ? [...exported(call.environment), ...named] : named;
  return withOrigin(own, {
    environment: call.environment,
    login: call.login,
    workFolder: call.workFolder,
    queue,
    host: tools.centreName,
  });
}

/** `gpu`, `gpu@nuri`, `@nuri`. */
function queueOf({ engine, centreName }: CentreTools, text: string | undefined) {
  const [name = '', server] = (text ?? '').split('@');
  if (server !== undefined && server !== centreName)
    throw new PbsError(160, `Unknown Host.\nqsub: cannot connect to server ${server} (errno=15008)`);
  const queue = name === '' ? engine.partitions[0] : engine.partitions.find((each) => each.name === name);
  if (!queue) throw new PbsError(exitCodes.unknownQueue, 'qsub: Unknown queue');
  return queue;
}

/** Letters, digits and `-_+.`, up to 230. @see e2e/transcripts/pbs/qsub-bad-resource.txt */
function nameOf(asked: string | undefined, script: Script): string {
  const name = asked ?? (script.path === '' ? 'STDIN' : basename(script.path));
  if (name.length > 230) throw new PbsError(exitCodes.usage, 'qsub: Job name is too long ');
  if (!/^[A-Za-z0-9_+.-]+$/.test(name)) {
    if (asked === undefined) return name.replace(/[^A-Za-z0-9_+.-]/g, '_');
    throw illegal('N');
  }
  return name;
}

/** A script without `#!` is read by the login's shell; one with `-S` by that, and where there is none, it ends with 254 (surprise 11). */
function runnable(text: string, shell: string | undefined): string {
  if (shell !== undefined) return existsSync(shell) ? `#!${shell}\n${text}` : '#!/bin/sh\nexit 254\n';
  if (text.startsWith('#!')) return text;
  return `#!${existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh'}\n${text}`;
}

/** `0-9:3%2`. A range only, its end over its start; at most 10 000 tasks. */
function readRange(text: string) {
  const match = /^(\d{1,9})-(\d{1,9})(?::(\d{1,9}))?(?:%(\d{1,6}))?$/.exec(text);
  const [first, last, step] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 1)];
  if (!match || first >= last || step < 1 || match[4] === '0') throw illegal('J');
  const count = Math.floor((last - first) / step) + 1;
  if (count > 10_000)
    throw new PbsError(exitCodes.arrayTooLarge, 'qsub: Array job exceeds server or queue size limit');
  return {
    text: text.replace(/%.*$/, ''),
    indices: Array.from({ length: count }, (_, index) => first + index * step),
    maxRunning: match[4] === undefined ? undefined : Number(match[4]),
  };
}

const readCount = (text: string | undefined) =>
  /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : undefined;

function readPriority(text: string | undefined): number {
  if (text === undefined) return 0;
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || Math.abs(value) > 1024) throw illegal('p');
  return value;
}

/** `afterok:1.nuri:2.nuri,afterany:3`; a job that does not exist is taken all the same (surprise 5). */
function readDependencies(text: string | undefined, centreName: string): Dependency[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((part): Dependency => {
    const [kind, ...ids] = part.split(':');
    if (kind !== 'after' && kind !== 'afterok' && kind !== 'afternotok' && kind !== 'afterany')
      throw illegal('W');
    const jobIds = ids.map((id) => readId(id, centreName)?.sequence);
    if (ids.length === 0 || jobIds.includes(undefined)) throw illegal('W');
    return { kind, jobIds: jobIds.map(Number) };
  });
}

/** `[[[[CC]YY]MM]DD]hhmm[.SS]`, in UTC; an hour that has passed means tomorrow's. */
function readBegin(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const match = /^(?:(?:(?:(\d{2})?(\d{2}))?(\d{2}))?(\d{2}))?(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text);
  if (!match) throw illegal('a');
  const [, century, year, month, day, hour, minute, second] = match;
  const now = new Date();
  const at = new Date(
    Date.UTC(
      year === undefined ? now.getUTCFullYear() : Number(century ?? 20) * 100 + Number(year),
      month === undefined ? now.getUTCMonth() : Number(month) - 1,
      day === undefined ? now.getUTCDate() : Number(day),
      Number(hour),
      Number(minute),
      Number(second ?? 0),
    ),
  );
  if (day === undefined && at < now) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}
