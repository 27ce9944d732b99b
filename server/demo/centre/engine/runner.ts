import type { Guardian } from '../guardian';
import type { EngineHooks, Step, StepRequest } from './engine';
import type { Job, JobEnd, JobRun, NodeShare, RunEnd } from './job';
import type { JobStore } from './job-store';
import type { Journal } from './journal';
import { sharesOf } from './node-set';
import { readSessions } from './process-table';
import { startJobProcess, type JobProcess, type ProcessEnd } from './run-process';
import { startStep } from './run-step';

/** Demo faults of a job's first run; what follows a requeue is left alone. */
export interface RunFaults {
  nodeFailAfterMs?: number;
  outOfMemoryAfterMs?: number;
  slowStartMs?: number;
  vanishAfterMs?: number;
}

export interface RunnerOptions {
  store: JobStore;
  journal: Journal;
  hooks: EngineHooks;
  guardian: Guardian;
  spoolFolder: string;
  /** PATH, HOME, USER … of a login, under what a job sees. */
  baseEnvironmentOf(login: string): Record<string, string>;
  /** Devices as the job sees them: CUDA_VISIBLE_DEVICES or HIP_VISIBLE_DEVICES. */
  deviceVariable: string;
  faultsOf(request: { script: string; scriptPath: string }): RunFaults;
  /** Called when nodes became free. */
  onRoom(): void;
}

type EngineEnd = Exclude<RunEnd, 'completed' | 'failed'>;

interface Live {
  process: JobProcess | undefined;
  timers: NodeJS.Timeout[];
  walltime: NodeJS.Timeout | undefined;
  /** Set when the engine itself ends the run. */
  why: EngineEnd | undefined;
  steps: Set<Step>;
}

/** setTimeout's longest delay; a later deadline is armed again. @see Node 20, timers: TIMEOUT_MAX */
const longestTimerMs = 2 ** 31 - 1;
const watchEveryMs = 1_000;

/** Runs jobs: from their start on nodes to the record of their end. */
export class Runner {
  private readonly live = new Map<number, Live>();
  private watch: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly options: RunnerOptions) {}

  start(job: Job, shares: readonly NodeShare[]): void {
    const now = new Date();
    const run: JobRun = {
      number: job.runs.length + 1,
      queuedAt: job.runs.at(-1)?.endAt ?? job.submitAt,
      startAt: now,
      endAt: undefined,
      end: undefined,
      exitCode: undefined,
      signal: undefined,
      shares,
      peakMemoryBytes: 0,
      cpuSeconds: 0,
    };
    const started = this.options.store.put({
      ...job,
      state: 'running',
      reason: 'none',
      eligibleAt: job.eligibleAt ?? now,
      startAt: now,
      endAt: undefined,
      end: undefined,
      exitCode: undefined,
      signal: undefined,
      runs: [...job.runs, run],
    });
    const live: Live = {
      process: undefined,
      timers: [],
      walltime: undefined,
      why: undefined,
      steps: new Set(),
    };
    this.live.set(job.id, live);
    const faults = run.number === 1 ? this.faultsOf(job) : {};
    if (faults.slowStartMs === undefined) this.begin(started, run, live);
    else this.after(live, faults.slowStartMs, () => this.begin(started, run, live));
    this.armWalltime(started);
    this.after(live, faults.nodeFailAfterMs, () => this.kill(job.id, 'node-failed', 0));
    this.after(live, faults.outOfMemoryAfterMs, () => this.kill(job.id, 'out-of-memory', 0));
    this.after(live, faults.vanishAfterMs, () => this.vanish(job.id));
    this.watchUse();
  }

  /** TERM, then KILL; the end is recorded when the script is gone. A run that is being ended already is left to that. */
  kill(id: number, why: EngineEnd, waitSeconds: number): void {
    const live = this.live.get(id);
    const job = this.options.store.find(id);
    const run = job?.runs.at(-1);
    if (!live || !job || !run || live.why) return;
    live.why = why;
    const note = this.options.hooks.noteOf(job, run, why);
    if (note !== undefined) live.process?.note(note);
    for (const step of live.steps) step.kill(waitSeconds > 0 ? 'SIGTERM' : 'SIGKILL');
    const ending = this.options.store.put({ ...job, state: 'ending' });
    if (!live.process) {
      this.end(ending, why, { exitCode: 0, signal: 0 });
      return;
    }
    live.process.kill(waitSeconds > 0 ? 'SIGTERM' : 'SIGKILL');
    if (waitSeconds > 0) this.after(live, waitSeconds * 1000, () => live.process?.kill('SIGKILL'));
  }

  /** Kills at once what is being ended gently. */
  hurry(id: number): void {
    this.live.get(id)?.process?.kill('SIGKILL');
  }

  signal(id: number, signal: NodeJS.Signals): void {
    const live = this.live.get(id);
    live?.process?.kill(signal);
    for (const step of live?.steps ?? []) step.kill(signal);
  }

  /** Ends an interactive job. */
  finish(job: Job, exitCode: number): void {
    this.end(job, exitCode === 0 ? 'completed' : 'failed', { exitCode, signal: 0 });
  }

  runStep(job: Job, request: StepRequest): Step {
    const step = startStep(request, this.environmentOf(job), this.options.guardian);
    const live = this.live.get(job.id);
    live?.steps.add(step);
    void step.ended.then(() => live?.steps.delete(step));
    return step;
  }

  /** Sets the end of the walltime anew, as after a change of the limit. */
  armWalltime(job: Job): void {
    const live = this.live.get(job.id);
    if (!live || !job.startAt) return;
    clearTimeout(live.walltime);
    const leftMs = job.startAt.getTime() + job.walltimeSeconds * 1000 - Date.now();
    live.walltime = setTimeout(
      () => {
        if (leftMs > longestTimerMs) this.armWalltime(job);
        else this.kill(job.id, 'timed-out', this.options.hooks.killWaitSeconds);
      },
      Math.min(longestTimerMs, Math.max(0, leftMs)),
    );
  }

  /** A run that went on when the centre was killed: it ended when the centre was last seen alive. */
  endLost(job: Job, lastAliveAt: Date | undefined): void {
    const startAt = job.startAt ?? new Date();
    const endAt = lastAliveAt && lastAliveAt > startAt ? lastAliveAt : startAt;
    this.end(job, 'node-failed', { exitCode: 0, signal: 0 }, endAt);
  }

  /** Kills all runs without recording their end: the next start finds them as node failures. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.watch);
    this.options.journal.markAlive();
    const ends: Promise<unknown>[] = [];
    for (const live of this.live.values()) {
      this.disarm(live);
      if (live.process) {
        live.process.kill('SIGKILL');
        ends.push(live.process.ended);
      }
    }
    await Promise.all(ends);
  }

  private begin(job: Job, run: JobRun, live: Live): void {
    if (job.isInteractive || live.why) return;
    const { hooks, journal, guardian, spoolFolder, store } = this.options;
    live.process = startJobProcess({
      argv: [journal.scriptPath(textsIdOf(job)), ...job.scriptArguments],
      workFolder: job.workFolder,
      environment: this.environmentOf(job),
      output: hooks.outputOf(job, run),
      spoolFolder,
      spoolName: `${job.id}.${run.number}`,
    });
    const { pid, ended } = live.process;
    guardian.watch(pid);
    void ended.then((end) => {
      guardian.forget(pid);
      const current = store.find(job.id);
      if (!current || this.isClosed || this.live.get(job.id) !== live) return;
      const isGood = end.exitCode === 0 && end.signal === 0;
      this.end(current, live.why ?? (isGood ? 'completed' : 'failed'), end);
    });
  }

  private end(job: Job, end: RunEnd, result: ProcessEnd, endAt = new Date()): void {
    const live = this.live.get(job.id);
    if (live) this.disarm(live);
    this.live.delete(job.id);
    const { exitCode, signal, isOutputDelivered } = result;
    const delivered = isOutputDelivered === undefined ? {} : { isOutputDelivered };
    const runs = job.runs.map((run, at) =>
      at === job.runs.length - 1 ? { ...run, endAt, end, exitCode, signal, ...delivered } : run,
    );
    const isAgain = end === 'requeued' || (end === 'node-failed' && job.isRerunnable);
    this.options.store.put(
      isAgain
        ? { ...job, runs, state: 'pending', reason: 'none', startAt: undefined, eligibleAt: undefined }
        : { ...job, runs, state: 'ended', reason: 'none', end: end as JobEnd, exitCode, signal, endAt },
    );
    this.options.onRoom();
  }

  private vanish(id: number): void {
    const live = this.live.get(id);
    this.live.delete(id);
    if (live) this.disarm(live);
    live?.process?.kill('SIGKILL');
    this.options.store.forget(id);
    this.options.onRoom();
  }

  private disarm(live: Live): void {
    live.timers.forEach(clearTimeout);
    clearTimeout(live.walltime);
    for (const step of live.steps) step.kill('SIGKILL');
  }

  private after(live: Live, ms: number | undefined, act: () => void): void {
    if (ms !== undefined) live.timers.push(setTimeout(act, ms));
  }

  private faultsOf(job: Job): RunFaults {
    const script = this.options.journal.script(textsIdOf(job));
    return this.options.faultsOf({ script, scriptPath: job.scriptPath });
  }

  /** Device numbers are the node's own, as real schedulers set them where devices are not fenced in. */
  private environmentOf(job: Job): Record<string, string> {
    const { journal, baseEnvironmentOf, hooks, deviceVariable } = this.options;
    const run = job.runs.at(-1);
    const [first] = run?.shares ?? [];
    return {
      ...journal.environment(textsIdOf(job)),
      ...baseEnvironmentOf(job.login),
      ...(run ? hooks.environmentOf(job, run) : {}),
      [deviceVariable]: (first?.gpuIndices ?? []).join(','),
    };
  }

  private watchUse(): void {
    this.watch ??= setInterval(() => void this.look(), watchEveryMs);
    this.watch.unref();
  }

  /** Memory and processor time of what runs, once a second while anything does; over the limit of its memory a job is killed. */
  private async look(): Promise<void> {
    this.options.journal.markAlive();
    if (this.live.size === 0) {
      clearInterval(this.watch);
      this.watch = undefined;
      return;
    }
    const sessions = await readSessions();
    for (const [id, { process: own }] of this.live) {
      const use = own?.pid === undefined ? undefined : sessions.get(own.pid);
      const job = this.options.store.find(id);
      const run = job?.runs.at(-1);
      if (!use || !job || !run) continue;
      const measured = {
        ...run,
        peakMemoryBytes: Math.max(run.peakMemoryBytes, use.memoryBytes),
        cpuSeconds: Math.max(run.cpuSeconds, use.cpuSeconds),
      };
      this.options.store.measure({ ...job, runs: [...job.runs.slice(0, -1), measured] });
      const limit = sharesOf(job).reduce((sum, share) => sum + share.memoryBytes, 0);
      if (limit > 0 && use.memoryBytes > limit) this.kill(id, 'out-of-memory', 0);
    }
  }
}

/** Under which id script and environment are kept: the array's, for all of its tasks. */
export const textsIdOf = (job: Job): number => job.array?.id ?? job.id;
