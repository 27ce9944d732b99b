import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { Command, CommandCall, CentreTools } from '../command';
import { Refusal } from '../engine/engine';
import type { Dependency, JobRequest } from '../engine/job';
import { parseOptions, UsageError, type OptionTable, type Parsed } from './options';
import { readArray, readLimit, readMemory } from './words';

/** @see sbatch(1), Slurm 22.05. Options without effect here are taken and ignored, as a curious student would expect. */
export const sbatchOptions: OptionTable = {
  values: {
    'job-name': 'J',
    partition: 'p',
    time: 't',
    nodes: 'N',
    ntasks: 'n',
    'cpus-per-task': 'c',
    mem: '',
    'mem-per-cpu': '',
    gres: '',
    gpus: 'G',
    'gpus-per-node': '',
    'gpus-per-task': '',
    'ntasks-per-node': '',
    array: 'a',
    output: 'o',
    error: 'e',
    input: 'i',
    chdir: 'D',
    comment: '',
    account: 'A',
    qos: 'q',
    dependency: 'd',
    export: '',
    wrap: '',
    begin: 'b',
    nice: '',
    constraint: 'C',
    'mail-type': '',
    'mail-user': '',
    nodelist: 'w',
    exclude: 'x',
    signal: '',
    'open-mode': '',
    'export-file': '',
    reservation: '',
    uid: '',
    priority: '',
    deadline: '',
    'time-min': '',
  },
  flags: {
    parsable: '',
    hold: 'H',
    'no-requeue': '',
    requeue: '',
    'test-only': '',
    exclusive: '',
    quiet: 'Q',
    verbose: 'v',
    wait: 'W',
    overcommit: 'O',
    oversubscribe: 's',
    contiguous: '',
    'kill-on-invalid-dep': '',
  },
};

export const sbatch: Command = async (call, tools) => {
  try {
    return await submit(call, tools);
  } catch (error) {
    if (error instanceof UsageError)
      return say(call, `sbatch: ${error.message}\nTry "sbatch --help" for more information\n`, 1);
    if (error instanceof Rejection) return say(call, `sbatch: error: ${error.message}\n`, 1);
    if (error instanceof Refusal)
      return say(
        call,
        `sbatch: error: ${refusalWords[error.code] ?? `Batch job submission failed: ${error.message}`}\n`,
        1,
      );
    throw error;
  }
};

class Rejection extends Error {}

/** @see slurm_errno.c, Slurm 22.05: the texts that slurmctld answers with. */
const refusalWords: Partial<Record<Refusal['code'], string>> = {
  'unknown-partition': 'Batch job submission failed: Invalid partition name specified',
  'over-walltime':
    'Batch job submission failed: Requested time limit is invalid (missing or exceeds some limit)',
  'never-fits': 'Batch job submission failed: Requested node configuration is not available',
  'bad-array': 'Batch job submission failed: Invalid job array specification',
  'login-limit':
    "Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
};

async function submit(call: CommandCall, tools: CentreTools): Promise<number> {
  const line = parseOptions(call.argv, sbatchOptions, true);
  const script = await readScript(call, line);
  const inScript = parseOptions(directives(script.text), sbatchOptions);
  const options: Parsed = {
    values: { ...inScript.values, ...line.values },
    flags: new Set([...inScript.flags, ...line.flags]),
    rest: line.rest,
  };
  const request = requestOf(call, tools, options, script);
  if (options.flags.has('test-only')) {
    const { startAt, nodeNames } = tools.engine.forecast(request);
    const when = (startAt ?? new Date()).toISOString().slice(0, 19);
    call.stderr(
      `sbatch: Job 0 to start at ${when} using ${request.chunks[0]?.cores ?? 1} processors on nodes ${nodeNames.join(',')} in partition ${request.partition}\n`,
    );
    return 0;
  }
  const faults = tools.faults.takeForSubmission(request);
  if (faults.slowMs > 0) await pause(faults.slowMs);
  if (faults.isRefused)
    throw new Rejection(
      "QOSMaxSubmitJobPerUserLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
    );
  const [job] = tools.engine.submit(request);
  if (faults.isDoubled) tools.engine.submit(request);
  if (faults.isTimedOutButAccepted)
    throw new Rejection('Batch job submission failed: Socket timed out on send/recv operation');
  const id = job.array?.id ?? job.id;
  call.stdout(options.flags.has('parsable') ? `${id}\n` : `Submitted batch job ${id}\n`);
  if (!options.flags.has('wait')) return 0;
  const ended = await tools.engine.whenEnded(job.id);
  return ended.end === 'completed' ? 0 : ended.exitCode || 1;
}

interface Script {
  text: string;
  path: string;
  args: string[];
}

async function readScript(call: CommandCall, { values, rest }: Parsed): Promise<Script> {
  if (values['wrap'] !== undefined)
    return {
      text: `#!/bin/sh\n# This script was created by sbatch --wrap.\n\n${values['wrap']}\n`,
      path: '',
      args: [],
    };
  const [name, ...args] = rest;
  if (name === undefined)
    return checked({ text: (await call.readStdin()).toString('utf8'), path: '', args: [] });
  const path = isAbsolute(name) ? name : join(call.workFolder, name);
  try {
    return checked({ text: readFileSync(path, 'utf8'), path, args });
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw new Rejection(`Unable to open file ${name}`);
  }
}

function checked(script: Script): Script {
  if (script.text.trim() === '') throw new Rejection('Batch script is empty!');
  if (script.text.includes('\0')) throw new Rejection('The script contains a NULL character');
  if (!script.text.startsWith('#!'))
    throw new Rejection(
      'This does not look like a batch script.  The first\nsbatch: error: line must start with #! followed by the path to an interpreter.\nsbatch: error: For instance: #!/bin/sh',
    );
  if (/\r\n/.test(script.text.split('\n', 1)[0] + '\n'))
    throw new Rejection(
      'Batch script contains DOS line breaks (\\r\\n)\nsbatch: error: instead of expected UNIX line breaks (\\n).',
    );
  return script;
}

/** The words of all `#SBATCH` lines before the first command. */
function directives(text: string): string[] {
  const words: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#SBATCH'))
      words.push(
        ...(
          line
            .slice(7)
            .replace(/\s#.*$/, '')
            .match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? []
        ).map((word) => word.replace(/["']/g, '')),
      );
    else if (line.trim() !== '' && !line.startsWith('#')) break;
  }
  return words;
}

function requestOf(
  call: CommandCall,
  tools: CentreTools,
  { values, flags }: Parsed,
  script: Script,
): JobRequest {
  const partition = tools.engine.partitions.find(
    (candidate) => candidate.name === (values['partition'] ?? tools.engine.partitions[0]?.name),
  );
  if (!partition)
    throw new Rejection(
      `invalid partition specified: ${values['partition']}\nsbatch: error: Batch job submission failed: Invalid partition name specified`,
    );
  const nodes = number(values['nodes']?.split('-')[0], 1, 'nodes');
  const tasks = number(values['ntasks'], nodes, 'ntasks');
  const cores = Math.ceil(tasks / nodes) * number(values['cpus-per-task'], 1, 'cpus-per-task');
  const gpus = gpusPerNode(values, nodes, partition.accelerator);
  const memory = memoryPerNode(values, cores);
  const limit = values['time'] === undefined ? partition.defaultWalltimeSeconds : readLimit(values['time']);
  if (limit === undefined) throw new Rejection('Invalid --time specification');
  const array = values['array'] === undefined ? undefined : readArray(values['array']);
  if (values['array'] !== undefined && !array)
    throw new Rejection('Batch job submission failed: Invalid job array specification');
  const workFolder = resolve(call.workFolder, values['chdir'] ?? '.');
  const keeps = values['export'] === undefined || values['export'].split(',')[0] !== 'NONE';
  return {
    login: call.login,
    name:
      values['job-name'] ??
      (values['wrap'] !== undefined ? 'wrap' : script.path === '' ? 'sbatch' : basename(script.path)),
    partition: partition.name,
    project: values['account'] ?? 'students',
    comment: values['comment'] ?? '',
    script: script.text,
    scriptPath: script.path,
    scriptArguments: script.args,
    workFolder,
    environment: keeps ? withoutSecrets(call.environment) : {},
    chunks: Array.from({ length: nodes }, () => ({ cores, memoryBytes: memory, gpus })),
    placement: 'scatter',
    isExclusive: flags.has('exclusive'),
    walltimeSeconds: limit,
    holds: flags.has('hold') ? ['user'] : [],
    dependencies: readDependencies(values['dependency']),
    dependencyRule: values['dependency']?.includes('?') ? 'any' : 'all',
    beginAt: readBegin(values['begin']),
    isRerunnable: flags.has('requeue') && !flags.has('no-requeue'),
    isInteractive: false,
    arrayIndices: array?.indices,
    arrayMaxRunning: array?.maxRunning,
    priority: 0,
    isNeverFittingAccepted: false,
    extra: {
      output: values['output'] ?? null,
      error: values['error'] ?? null,
      openMode: values['open-mode'] ?? null,
      nodes,
      tasks,
      submitLine: ['sbatch', ...call.argv].join(' '),
      gpusPerNode: gpus,
    },
  };
}

function number(text: string | undefined, without: number, option: string): number {
  if (text === undefined) return without;
  if (!/^\d+$/.test(text) || Number(text) < 1)
    throw new Rejection(`Invalid numeric value "${text}" for --${option}.`);
  return Number(text);
}

/** `--gres=gpu:a100:2`, `--gpus=2`, `--gpus-per-node=a100:2`. */
function gpusPerNode(values: Record<string, string>, nodes: number, accelerator: string): number {
  const gres = values['gres']?.split(',').find((word) => word.startsWith('gpu'));
  const text = gres
    ? gres.slice(3).replace(/^:/, '') || '1'
    : (values['gpus-per-node'] ?? values['gpus-per-task'] ?? values['gpus']);
  if (values['gres'] !== undefined && !gres && values['gres'] !== 'none')
    throw new Rejection('Batch job submission failed: Invalid generic resource (gres) specification');
  if (text === undefined) return 0;
  const parts = text.split(':');
  const count = parts.length === 2 || /^\d+$/.test(parts[0] ?? '') ? (parts.at(-1) ?? '') : '1';
  const type = parts.length === 2 || !/^\d+$/.test(parts[0] ?? '') ? parts[0] : undefined;
  if (!/^\d+$/.test(count) || (type !== undefined && type !== accelerator))
    throw new Rejection('Batch job submission failed: Requested node configuration is not available');
  return values['gpus'] === text && !gres ? Math.ceil(Number(count) / nodes) : Number(count);
}

function memoryPerNode(values: Record<string, string>, cores: number): number {
  const text = values['mem'] ?? values['mem-per-cpu'];
  if (text === undefined) return 0;
  const bytes = readMemory(text);
  if (bytes === undefined) throw new Rejection('Invalid --mem specification');
  return values['mem'] === undefined ? bytes * cores : bytes;
}

function readDependencies(text: string | undefined): Dependency[] {
  if (text === undefined || text === '') return [];
  return text.split(/[,?]/).map((part): Dependency => {
    if (part === 'singleton') return { kind: 'singleton' };
    const [kind, ...ids] = part.split(':');
    if (kind !== 'after' && kind !== 'afterok' && kind !== 'afternotok' && kind !== 'afterany')
      throw new Rejection('Batch job submission failed: Job dependency problem');
    return { kind, jobIds: ids.map(Number) };
  });
}

function readBegin(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const later = /^now\+(\d+)(seconds?|minutes?|hours?|days?)?$/.exec(text);
  if (later)
    return new Date(
      Date.now() + Number(later[1]) * ({ m: 60, h: 3600, d: 86_400 }[later[2]?.[0] ?? 's'] ?? 1) * 1000,
    );
  const at = new Date(`${text}Z`);
  if (Number.isNaN(at.getTime())) throw new Rejection('Invalid --begin specification');
  return at;
}

/** A job never sees the secret by which its login's commands are known from the environment that was submitted; it gets its own. */
export const withoutSecrets = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('MODU_CENTRE_')));

function say(call: CommandCall, words: string, code: number): number {
  call.stderr(words);
  return code;
}
