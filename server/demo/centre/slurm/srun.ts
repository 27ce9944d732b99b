import type { Command, CommandCall, CentreTools } from '../command';
import { Refusal } from '../engine/engine';
import { parseOptions, UsageError, type OptionTable } from './options';
import { sbatchOptions, withoutSecrets } from './sbatch';
import { readLimit } from './words';

/** @see srun(1), Slurm 22.05. In a job: a step of it. Outside: waits for its turn, runs, ends. */
const options: OptionTable = {
  values: { ...sbatchOptions.values, jobid: '', 'cpu-bind': '', mpi: '', label: '' },
  flags: { ...sbatchOptions.flags, overlap: '', pty: '', unbuffered: 'u', immediate: 'I' },
};

export const srun: Command = async (call, tools) => {
  try {
    const { values, flags, rest } = parseOptions(call.argv, options, true);
    const isTerminal = flags.has('pty') && call.isStdinTty;
    if (rest.length === 0) return say(call, 'srun: fatal: No command given to execute.\n', 1);
    const inJob = values['jobid'] ?? call.environment['SLURM_JOB_ID'];
    if (inJob !== undefined) return await step(call, tools, { id: Number(inJob), argv: rest, isTerminal });
    return await alone(call, tools, values, { argv: rest, isTerminal });
  } catch (error) {
    if (error instanceof UsageError) return say(call, `srun: ${error.message}\n`, 1);
    if (error instanceof Refusal)
      return say(
        call,
        `srun: error: ${error.code === 'unknown-job' ? 'Unable to confirm allocation for job: Invalid job id specified' : `Unable to allocate resources: ${error.message}`}\n`,
        1,
      );
    throw error;
  }
};

async function alone(
  call: CommandCall,
  tools: CentreTools,
  values: Record<string, string>,
  { argv, isTerminal }: { argv: readonly string[]; isTerminal: boolean },
): Promise<number> {
  const partition = tools.engine.partitions.find(
    (candidate) => candidate.name === (values['partition'] ?? tools.engine.partitions[0]?.name),
  );
  if (!partition)
    return say(call, 'srun: error: Unable to allocate resources: Invalid partition name specified\n', 1);
  const gpus = Number(
    /(\d+)$/.exec(values['gres'] ?? values['gpus'] ?? '0')?.[1] ?? (values['gres'] ? 1 : 0),
  );
  const [job] = tools.engine.submit({
    login: call.login,
    name: values['job-name'] ?? argv[0] ?? 'srun',
    partition: partition.name,
    project: 'students',
    comment: values['comment'] ?? '',
    script: '',
    scriptPath: '',
    scriptArguments: [],
    workFolder: call.workFolder,
    environment: withoutSecrets(call.environment),
    chunks: [{ cores: Number(values['cpus-per-task'] ?? 1), memoryBytes: 0, gpus }],
    placement: 'scatter',
    isExclusive: false,
    walltimeSeconds:
      values['time'] === undefined
        ? partition.defaultWalltimeSeconds
        : (readLimit(values['time']) ?? partition.defaultWalltimeSeconds),
    holds: [],
    dependencies: [],
    dependencyRule: 'all',
    beginAt: undefined,
    isRerunnable: false,
    isInteractive: true,
    arrayIndices: undefined,
    arrayMaxRunning: undefined,
    priority: 0,
    isNeverFittingAccepted: false,
    extra: { output: null, error: null, nodes: 1, tasks: 1, submitLine: ['srun', ...call.argv].join(' ') },
  });
  call.gone.addEventListener('abort', () => tools.engine.cancel(job.id, call.login));
  if ((tools.engine.find(job.id)?.state ?? 'ended') !== 'running')
    call.stderr(`srun: job ${job.id} queued and waiting for resources\n`);
  const started = await tools.engine.whenStarted(job.id);
  if (started.state === 'ended') return say(call, `srun: error: Job ${job.id} was cancelled\n`, 1);
  const code = await step(call, tools, { id: job.id, argv, isTerminal });
  tools.engine.finish(job.id, code);
  return code;
}

async function step(
  call: CommandCall,
  tools: CentreTools,
  { id, argv, isTerminal }: { id: number; argv: readonly string[]; isTerminal: boolean },
): Promise<number> {
  const running = tools.engine.runStep(
    id,
    {
      argv,
      workFolder: call.workFolder,
      environment: { SLURM_STEP_ID: '0', SLURM_PROCID: '0' },
      ...(isTerminal && { terminal: { columns: call.columns, rows: call.rows } }),
      onStdout: (data) => {
        call.stdout(data);
        return call.room();
      },
      onStderr: (data) => call.stderr(data),
    },
    call.login,
  );
  call.onStdin((data) => (data ? running.write(data) : running.endInput()), isTerminal);
  call.onResize((columns, rows) => running.resize(columns, rows));
  call.onSignal((signal) => running.kill(signal));
  call.gone.addEventListener('abort', () => running.kill('SIGKILL'));
  const { exitCode, signal } = await running.ended;
  return signal > 0 ? 128 + signal : exitCode;
}

function say(call: CommandCall, words: string, code: number): number {
  call.stderr(words);
  return code;
}
