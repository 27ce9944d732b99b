import type { Command, CommandCall, CentreTools } from '../command';
import { Refusal } from '../engine/engine';
import type { Job } from '../engine/job';
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
  readLimit,
  reasonOf,
  stateOf,
} from './words';

/** @see scontrol(1), Slurm 22.05: show, hold, release, requeue, update of a job's limit, ping, write nothing. */
export const scontrol: Command = async (call, tools) => {
  const words = call.argv.filter((word) => !/^(-o|--oneliner|-d|--details|-a|--all|-Q|--quiet)$/.test(word));
  const [act = '', ...rest] = words;
  const isOneLine = call.argv.some((word) => word === '-o' || word === '--oneliner');
  switch (act.toLowerCase()) {
    case 'show':
      return show(call, tools, rest, isOneLine);
    case 'ping':
      call.stdout(`Slurmctld(primary) at ${tools.centreName} is UP\n`);
      return 0;
    case 'hold':
    case 'release':
    case 'requeue':
      return change(call, tools, act.toLowerCase() as 'hold', rest);
    case 'update':
      return update(call, tools, rest);
    case 'version':
      call.stdout('slurm 22.05.8\n');
      return 0;
    default:
      call.stderr(`invalid keyword: ${act}\n`);
      return 1;
  }
};

function jobsOf({ engine }: CentreTools, text: string): readonly Job[] {
  const match = /^(?:jobid=)?(\d+)(?:_(\d+))?$/i.exec(text);
  if (!match) return [];
  const tasks = engine.tasksOf(Number(match[1]));
  if (match[2] !== undefined) return tasks.filter((job) => job.array?.index === Number(match[2]));
  if (tasks.length > 0) return tasks;
  const job = engine.find(Number(match[1]));
  return job ? [job] : [];
}

function change(
  call: CommandCall,
  tools: CentreTools,
  act: 'hold' | 'release' | 'requeue',
  words: readonly string[],
): number {
  let code = 0;
  for (const text of words.flatMap((word) => word.split(','))) {
    const jobs = jobsOf(tools, text);
    if (jobs.length === 0)
      code = say(
        call,
        `Invalid job id specified for job ${text}\nslurm_suspend error: Invalid job id specified\n`,
        1,
      );
    for (const job of jobs) {
      try {
        if (act === 'hold') tools.engine.hold(job.id, 'user', call.login);
        else if (act === 'release') release(tools, job, call.login);
        else tools.engine.requeue(job.id, call.login);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const why =
          error.code === 'not-owner'
            ? 'Access/permission denied'
            : job.state === 'ended'
              ? 'Job has already finished'
              : 'Job is no longer pending execution';
        code = say(call, `${why} for job ${idOf(job)}\n`, 1);
      }
    }
  }
  return code;
}

function release({ engine }: CentreTools, job: Job, login: string): void {
  if (job.state === 'ended' || job.state === 'running' || job.state === 'ending')
    throw new Refusal('wrong-state', 'not pending');
  engine.release(job.id, 'user', login);
}

function update(call: CommandCall, tools: CentreTools, words: readonly string[]): number {
  const fields = Object.fromEntries(
    words.map((word) => [word.slice(0, word.indexOf('=')).toLowerCase(), word.slice(word.indexOf('=') + 1)]),
  );
  const id = fields['jobid'] ?? fields['job'];
  if (id === undefined) return say(call, 'slurm_update error: Invalid job id specified\n', 1);
  const jobs = jobsOf(tools, id);
  if (jobs.length === 0) return say(call, 'slurm_update error: Invalid job id specified\n', 1);
  const seconds =
    fields['timelimit'] === undefined ? undefined : readLimit(fields['timelimit'].replace(/^[+-]/, ''));
  for (const job of jobs) {
    if (job.state === 'ended') return say(call, 'slurm_update error: Job has already finished\n', 1);
    // Only an administrator may raise the limit of a job. @see scontrol(1), TimeLimit
    if (seconds !== undefined && seconds > job.walltimeSeconds && !call.isServiceLogin)
      return say(call, 'slurm_update error: Access/permission denied\n', 1);
    try {
      tools.engine.update(
        job.id,
        {
          ...(seconds === undefined
            ? {}
            : {
                walltimeSeconds: fields['timelimit']?.startsWith('+')
                  ? job.walltimeSeconds + seconds
                  : seconds,
              }),
          ...((fields['jobname'] ?? fields['name'])
            ? { name: fields['jobname'] ?? fields['name'] ?? '' }
            : {}),
          ...(fields['comment'] === undefined ? {} : { comment: fields['comment'] }),
          ...(fields['partition'] === undefined ? {} : { partition: fields['partition'] }),
        },
        call.login,
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return say(
        call,
        `slurm_update error: ${error.code === 'not-owner' ? 'Access/permission denied' : 'Requested time limit is invalid (missing or exceeds some limit)'}\n`,
        1,
      );
    }
  }
  return 0;
}

function show(
  call: CommandCall,
  tools: CentreTools,
  [kind = '', id]: readonly string[],
  isOneLine: boolean,
): number {
  if (/^res/i.test(kind)) {
    call.stdout('No reservations in the system\n');
    return 0;
  }
  const blocks = blocksOf(call, tools, kind.toLowerCase(), id);
  if (blocks === undefined) return say(call, `invalid entity:${kind} for keyword:show \n`, 1);
  if (blocks.length === 0)
    return say(
      call,
      kind.startsWith('job')
        ? 'slurm_load_jobs error: Invalid job id specified\n'
        : `${kind} ${id} not found\n`,
      1,
    );
  call.stdout(
    blocks
      .map((lines) => {
        if (isOneLine) return `${lines.join(' ')}\n`;
        return `${lines.join(kind.toLowerCase() === 'config' ? '\n' : '\n   ')}\n\n`;
      })
      .join(''),
  );
  return 0;
}

function blocksOf(
  call: CommandCall,
  tools: CentreTools,
  kind: string,
  id: string | undefined,
): string[][] | undefined {
  if (/^jobs?$/.test(kind))
    return (id === undefined ? tools.engine.list({ isActive: true }) : jobsOf(tools, id)).map((job) =>
      jobLines(job, call, tools),
    );
  if (/^part/.test(kind))
    return tools.engine.partitions
      .filter((partition) => id === undefined || partition.name === id)
      .map((partition, at) => [
        `PartitionName=${partition.name}`,
        `AllowGroups=ALL AllowAccounts=ALL AllowQos=ALL`,
        `Default=${at === 0 ? 'YES' : 'NO'} DefaultTime=${clock(partition.defaultWalltimeSeconds, true)} MaxTime=${clock(partition.maxWalltimeSeconds, true)}`,
        `Nodes=${partition.nodeNames.join(',')}`,
        `State=UP TotalCPUs=${partition.coresPerNode * partition.nodeNames.length} TotalNodes=${partition.nodeNames.length}`,
      ]);
  if (/^nodes?$/.test(kind))
    return tools.engine
      .nodes()
      .filter((node) => id === undefined || node.name === id)
      .map((node) => {
        const partition = tools.engine.partitions.find((candidate) => candidate.name === node.partition);
        return [
          `NodeName=${node.name} CPUAlloc=${node.usedCores} CPUTot=${node.cores}`,
          `Gres=gpu:${partition?.accelerator}:${node.gpus}`,
          `RealMemory=${Math.round(node.memoryBytes / 1024 ** 2)} AllocMem=${Math.round(node.usedMemoryBytes / 1024 ** 2)}`,
          `State=${node.state === 'up' ? (node.jobIds.length > 0 ? 'MIXED' : 'IDLE') : node.state.toUpperCase()} Partitions=${node.partition}`,
          `AllocTRES=cpu=${node.usedCores},gres/gpu=${node.usedGpuIndices.length}`,
        ];
      });
  if (kind === 'config')
    return [
      [
        `Configuration data as of ${instant(new Date(), call.environment['TZ'])}`,
        `ClusterName             = ${tools.centreName}`,
        'AccountingStorageEnforce = none',
        'AccountingStorageType   = accounting_storage/slurmdbd',
        'KillWait                = 3 sec',
        'MaxArraySize            = 1001',
        'MaxJobCount             = 10000',
        'MinJobAge               = 300 sec',
        'PrivateData             = none',
        'SchedulerType           = sched/backfill',
        'SLURM_VERSION           = 22.05.8',
      ],
    ];
  return undefined;
}

function jobLines(job: Job, call: CommandCall, tools: CentreTools): string[] {
  const zone = call.environment['TZ'];
  const array = job.array ? ` ArrayJobId=${job.array.id} ArrayTaskId=${job.array.index}` : '';
  return [
    `JobId=${job.id}${array} JobName=${job.name}`,
    `UserId=${job.login}(${tools.logins.uidOf(job.login)}) GroupId=${job.login}(${tools.logins.uidOf(job.login)}) MCS_label=N/A`,
    `Priority=${job.state === 'held' ? 0 : 4_294_901_760 - job.id} Nice=0 Account=${job.project} QOS=normal`,
    `JobState=${stateOf(job).long} Reason=${reasonOf(job)} Dependency=(null)`,
    `Requeue=${job.isRerunnable ? 1 : 0} Restarts=${Math.max(0, job.runs.length - 1)} BatchFlag=1 Reboot=0 ExitCode=${job.exitCode ?? 0}:${job.signal ?? 0}`,
    `RunTime=${clock(elapsedSeconds(job), true)} TimeLimit=${clock(job.walltimeSeconds, true)} TimeMin=N/A`,
    `SubmitTime=${instant(job.submitAt, zone)} EligibleTime=${instant(job.eligibleAt, zone, 'Unknown')}`,
    `StartTime=${instant(job.startAt, zone, 'Unknown')} EndTime=${instant(job.endAt, zone, 'Unknown')} Deadline=N/A`,
    `Partition=${job.partition} AllocNode:Sid=${tools.centreName}:1`,
    `NodeList=${nodesOf(job).join(',') || '(null)'}`,
    `NumNodes=${job.chunks.length} NumCPUs=${coresOf(job)} NumTasks=${Number(job.extra['tasks'] ?? 1)} CPUs/Task=${job.chunks[0]?.cores ?? 1}`,
    `TRES=cpu=${coresOf(job)},mem=${memoryText(memoryOf(job))},node=${job.chunks.length},billing=${coresOf(job)}${gpusOf(job) > 0 ? `,gres/gpu=${gpusOf(job)}` : ''}`,
    `Command=${job.scriptPath || '(null)'}`,
    `WorkDir=${job.workFolder}`,
    ...(job.comment === '' ? [] : [`Comment=${job.comment}`]),
    ...(gpusOf(job) > 0 ? [`TresPerNode=gres:gpu:${job.chunks[0]?.gpus ?? 0}`] : []),
  ];
}

function say(call: CommandCall, words: string, code: number): number {
  call.stderr(words);
  return code;
}
