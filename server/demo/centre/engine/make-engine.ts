import { mkdirSync } from 'node:fs';
import type {
  Engine,
  EngineHooks,
  Forecast,
  JobChange,
  JobFilter,
  NodeView,
  Partition,
  Step,
  StepRequest,
} from './engine';
import { Refusal } from './engine';
import type { HoldKind, Job, JobEnd, JobRequest, JobRun, NodeShare, RunEnd, WaitReason } from './job';
import { Journal } from './journal';
import { couldEverFit, emptyNode, place } from './placement';
import { killGroup, startJobProcess, type JobProcess } from './run-process';
import { startStep } from './run-step';
import { readGroups } from './watch-memory';

export interface EngineOptions {
  folder: string;
  partitions: readonly Partition[];
  hooks: EngineHooks;
  serviceLogin: string;
  /** PATH, HOME, USER … of a login, under what a job sees. */
  baseEnvironmentOf(login: string): Record<string, string>;
  /** Devices as the job sees them: CUDA_VISIBLE_DEVICES or HIP_VISIBLE_DEVICES. */
  deviceVariable: string;
  /** Demo faults of a script: what it asks to happen to its job. */
  faultsOf(request: Pick<JobRequest, 'script' | 'scriptPath'>): {
    nodeFailAfterMs?: number;
    outOfMemoryAfterMs?: number;
    slowStartMs?: number;
    vanishAfterMs?: number;
  };
  log(message: string): void;
}

interface Live {
  process: JobProcess | undefined;
  timers: NodeJS.Timeout[];
  /** Set when the engine itself ends the run. */
  why: Exclude<RunEnd, 'completed' | 'failed'> | undefined;
  steps: Set<Step>;
}

/** Makes the centre's engine on a folder; jobs that ran when the centre was killed are found as node failures. */
export function makeEngine(options: EngineOptions): Engine {
  return new DemoEngine(options);
}

class DemoEngine implements Engine {
  readonly startedAt = new Date();
  readonly partitions: readonly Partition[];
  private readonly journal: Journal;
  private readonly jobs = new Map<number, Job>();
  private readonly live = new Map<number, Live>();
  private readonly nodeStates = new Map<string, NodeView['state']>();
  private readonly listeners = new Set<(job: Job) => void>();
  private readonly memoryTimer: NodeJS.Timeout;
  private isScheduled = false;
  private isClosed = false;
  private beginTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: EngineOptions) {
    this.partitions = options.partitions;
    mkdirSync(options.folder, { recursive: true });
    this.journal = new Journal(options.folder);
    for (const job of this.journal.load()) this.jobs.set(job.id, job);
    for (const job of this.jobs.values())
      if (job.state === 'running' || job.state === 'ending') this.endRun(job, 'node-failed', 0, 0);
    this.memoryTimer = setInterval(() => void this.watchMemory(), 2_000);
    this.memoryTimer.unref();
    this.scheduleSoon();
  }

  submit(request: JobRequest): readonly [Job, ...Job[]] {
    const partition = this.check(request);
    void partition;
    const indices = request.arrayIndices ?? [undefined];
    if (indices.length === 0) throw new Refusal('bad-array', 'an array without tasks');
    const { script, arrayIndices, isNeverFittingAccepted: _accepted, environment, ...rest } = request;
    const now = new Date();
    const firstId = this.journal.nextId();
    const made = indices.map((index, at): Job => {
      const id = at === 0 ? firstId : this.journal.nextId();
      return {
        ...rest,
        id,
        array:
          index === undefined || arrayIndices === undefined
            ? undefined
            : { id: firstId, index, indices: arrayIndices, maxRunning: request.arrayMaxRunning },
        state: request.holds.length > 0 ? 'held' : 'pending',
        reason: request.holds.length > 0 ? 'held-by-user' : 'none',
        submitAt: now,
        eligibleAt: undefined,
        startAt: undefined,
        endAt: undefined,
        end: undefined,
        exitCode: undefined,
        signal: undefined,
        cancelledBy: undefined,
        runs: [],
        changedAt: now,
      };
    });
    for (const job of made) {
      this.journal.writeTexts(job.id, script, environment);
      this.put(job);
    }
    this.scheduleSoon();
    return made as unknown as readonly [Job, ...Job[]];
  }

  forecast(request: JobRequest): Forecast {
    this.check(request);
    return this.foresee(request, request.walltimeSeconds).forecast;
  }

  forecastAll(): ReadonlyMap<number, Forecast> {
    const found = new Map<number, Forecast>();
    for (const job of this.waiting())
      if (job.state === 'pending' && job.reason !== 'dependency' && job.reason !== 'never-fits')
        found.set(job.id, this.foresee(job, job.walltimeSeconds).forecast);
    return found;
  }

  find = (id: number): Job | undefined => this.jobs.get(id);
  tasksOf = (arrayId: number): readonly Job[] =>
    [...this.jobs.values()].filter((job) => job.array?.id === arrayId);

  list(filter: JobFilter = {}): readonly Job[] {
    return [...this.jobs.values()].filter(
      (job) =>
        (filter.login === undefined || job.login === filter.login) &&
        (filter.partition === undefined || job.partition === filter.partition) &&
        (filter.name === undefined || job.name === filter.name) &&
        (filter.isActive === undefined || filter.isActive === (job.state !== 'ended')) &&
        (filter.endedSince === undefined ||
          job.state !== 'ended' ||
          (job.endAt ?? job.changedAt) >= filter.endedSince),
    );
  }

  scriptOf = (id: number): string => this.journal.script(id);
  environmentOf = (id: number): Readonly<Record<string, string>> => this.journal.environment(id);

  hold(id: number, kind: HoldKind, by: string): void {
    const job = this.need(id, by);
    if (job.state !== 'held' && job.state !== 'pending')
      throw new Refusal('wrong-state', 'it runs or has ended');
    const holds = [...new Set([...job.holds, kind])];
    this.put({
      ...job,
      holds,
      state: 'held',
      reason: kind === 'user' ? 'held-by-user' : 'held-by-centre',
      eligibleAt: undefined,
    });
  }

  release(id: number, kind: HoldKind, by: string): void {
    const job = this.need(id, by);
    if (job.state === 'pending') return;
    if (job.state !== 'held') throw new Refusal('wrong-state', 'it runs or has ended');
    const holds = job.holds.filter((hold) => hold !== kind);
    this.put(holds.length > 0 ? { ...job, holds } : { ...job, holds, state: 'pending', reason: 'none' });
    this.scheduleSoon();
  }

  cancel(id: number, by: string, { isForced = false } = {}): void {
    const job = this.need(id, by);
    if (job.state === 'ended') return;
    if (job.state === 'held' || job.state === 'pending') {
      const now = new Date();
      this.put({ ...job, state: 'ended', end: 'cancelled', endAt: now, cancelledBy: by, holds: job.holds });
      this.scheduleSoon();
      return;
    }
    this.put({ ...job, cancelledBy: by });
    this.killRun(id, 'cancelled', isForced ? 0 : this.options.hooks.killWaitSeconds);
  }

  signal(id: number, signal: NodeJS.Signals, by: string): void {
    const job = this.need(id, by);
    if (job.state !== 'running') throw new Refusal('wrong-state', 'it does not run');
    this.live.get(id)?.process?.kill(signal);
  }

  requeue(id: number, by: string): void {
    const job = this.need(id, by);
    if (job.state !== 'running') throw new Refusal('wrong-state', 'it does not run');
    this.killRun(id, 'requeued', 0);
  }

  update(id: number, change: JobChange, by: string): void {
    const job = this.need(id, by);
    if (job.state === 'ended') throw new Refusal('wrong-state', 'it has ended');
    const partition = this.partitions.find(
      (candidate) => candidate.name === (change.partition ?? job.partition),
    );
    if (!partition) throw new Refusal('unknown-partition', change.partition ?? '');
    if ((change.walltimeSeconds ?? 0) > partition.maxWalltimeSeconds)
      throw new Refusal('over-walltime', 'over the limit');
    this.put({ ...job, ...change, extra: { ...job.extra, ...change.extra } });
    if (job.state === 'running' && change.walltimeSeconds !== undefined)
      this.armWalltime(this.jobs.get(id) ?? job);
    this.scheduleSoon();
  }

  runStep(id: number, step: StepRequest, by: string): Step {
    const job = this.need(id, by);
    if (job.state !== 'running') throw new Refusal('wrong-state', 'it does not run');
    const started = startStep(step, this.environmentFor(job));
    const live = this.live.get(id);
    live?.steps.add(started);
    void started.ended.then(() => live?.steps.delete(started));
    return started;
  }

  finish(id: number, exitCode: number): void {
    const job = this.jobs.get(id);
    if (job?.state === 'running' && job.isInteractive)
      this.endRun(job, exitCode === 0 ? 'completed' : 'failed', exitCode, 0);
  }

  nodes(): readonly NodeView[] {
    return this.partitions.flatMap((partition) =>
      partition.nodeNames.map((name) => this.nodeView(name, partition)),
    );
  }

  setNode(name: string, state: NodeView['state'], why: string): void {
    this.nodeStates.set(name, state);
    this.options.log(`node ${name} is ${state}: ${why}`);
    if (state === 'down')
      for (const job of this.running())
        if (sharesOf(job).some((share) => share.node === name)) this.killRun(job.id, 'node-failed', 0);
    this.scheduleSoon();
  }

  whenStarted = (id: number): Promise<Job> =>
    this.when(id, (job) => job.state !== 'held' && job.state !== 'pending');
  whenEnded = (id: number): Promise<Job> => this.when(id, (job) => job.state === 'ended');

  onChange(listener: (job: Job) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.memoryTimer);
    clearTimeout(this.beginTimer);
    const ends: Promise<unknown>[] = [];
    for (const live of this.live.values()) {
      live.timers.forEach(clearTimeout);
      live.steps.forEach((step) => step.kill('SIGKILL'));
      if (live.process) {
        live.process.kill('SIGKILL');
        ends.push(live.process.ended);
      }
    }
    await Promise.all(ends);
    this.journal.close();
  }

  // ── the queue ──

  private check(request: JobRequest): Partition {
    const partition = this.partitions.find((candidate) => candidate.name === request.partition);
    if (!partition) throw new Refusal('unknown-partition', request.partition);
    if (request.walltimeSeconds < 1) throw new Refusal('bad-request', 'no walltime');
    if (request.walltimeSeconds > partition.maxWalltimeSeconds)
      throw new Refusal('over-walltime', `over ${partition.maxWalltimeSeconds} s`);
    if (!request.isNeverFittingAccepted && !couldEverFit(request, partition))
      throw new Refusal('never-fits', 'no node could run it');
    return partition;
  }

  private waiting = () =>
    [...this.jobs.values()].filter((job) => job.state === 'held' || job.state === 'pending');
  private running = () =>
    [...this.jobs.values()].filter((job) => job.state === 'running' || job.state === 'ending');

  private scheduleSoon(): void {
    if (this.isScheduled || this.isClosed) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      if (!this.isClosed) this.schedule();
    });
  }

  /** First come, first served by priority; a later job may pass one that waits for room as long as it does not need that room first. */
  private schedule(): void {
    clearTimeout(this.beginTimer);
    const now = Date.now();
    const blocked = new Map<string, Date | undefined>();
    const queue = this.waiting()
      .filter((job) => job.state === 'pending')
      .sort((a, b) => b.priority - a.priority || a.id - b.id);
    let nextBegin = Number.POSITIVE_INFINITY;
    for (const job of queue) {
      const obstacle = this.obstacleOf(job, now);
      if (job.beginAt && job.beginAt.getTime() > now) nextBegin = Math.min(nextBegin, job.beginAt.getTime());
      if (obstacle) {
        this.wait(job, obstacle);
        continue;
      }
      const shares = place(job, this.nodes());
      const isFirstBlocked = !blocked.has(job.partition);
      const before = blocked.get(job.partition);
      const mayPass =
        isFirstBlocked || (before !== undefined && now + job.walltimeSeconds * 1000 <= before.getTime());
      if (shares && mayPass) this.start(job, shares);
      else {
        this.wait(job, this.waitReason(job, isFirstBlocked));
        if (isFirstBlocked)
          blocked.set(job.partition, this.foresee(job, job.walltimeSeconds).forecast.startAt);
      }
    }
    if (nextBegin < Number.POSITIVE_INFINITY)
      this.beginTimer = setTimeout(() => this.scheduleSoon(), Math.max(10, nextBegin - now));
  }

  private waitReason(job: Job, isFirst: boolean): WaitReason {
    const partition = this.partitions.find((candidate) => candidate.name === job.partition);
    if (partition && !couldEverFit(job, partition)) return 'never-fits';
    if (this.nodes().every((node) => node.partition !== job.partition || node.state !== 'up'))
      return 'nodes-unavailable';
    return isFirst ? 'resources' : 'priority';
  }

  private obstacleOf(job: Job, now: number): WaitReason | undefined {
    if (job.beginAt && job.beginAt.getTime() > now) return 'begin-time';
    const dependency = this.dependencyOf(job);
    if (dependency) return dependency;
    if (job.array?.maxRunning !== undefined) {
      const busy = this.running().filter((other) => other.array?.id === job.array?.id).length;
      if (busy >= job.array.maxRunning) return 'array-limit';
    }
    return undefined;
  }

  private dependencyOf(job: Job): WaitReason | undefined {
    const answers = job.dependencies.map((dependency): 'met' | 'open' | 'never' => {
      if (dependency.kind === 'singleton') {
        const isOpen = [...this.jobs.values()].some(
          (other) =>
            other.id < job.id &&
            other.login === job.login &&
            other.name === job.name &&
            other.state !== 'ended' &&
            !(job.array && other.array?.id === job.array.id),
        );
        return isOpen ? 'open' : 'met';
      }
      const others = dependency.jobIds.map((id) => this.jobs.get(id));
      if (dependency.kind === 'after')
        return others.every((other) => !other || other.startAt || other.state === 'ended') ? 'met' : 'open';
      if (others.some((other) => other && other.state !== 'ended')) return 'open';
      if (dependency.kind === 'afterok' && others.some((other) => other?.end !== 'completed')) return 'never';
      if (dependency.kind === 'afternotok' && others.some((other) => other?.end === 'completed'))
        return 'never';
      return 'met';
    });
    if (answers.length === 0) return undefined;
    if (job.dependencyRule === 'any' && answers.includes('met')) return undefined;
    if (answers.every((answer) => answer === 'met')) return undefined;
    return answers.includes('never') && job.dependencyRule === 'all' ? 'dependency-never' : 'dependency';
  }

  private wait(job: Job, reason: WaitReason): void {
    const isEligible = reason === 'resources' || reason === 'priority' || reason === 'nodes-unavailable';
    const eligibleAt = isEligible ? (job.eligibleAt ?? new Date()) : undefined;
    if (job.reason !== reason) this.put({ ...job, reason, eligibleAt });
  }

  /** When it would start if all that runs took its whole walltime: nodes are emptied one end after the other. */
  private foresee(
    job: Pick<JobRequest, 'chunks' | 'placement' | 'isExclusive' | 'partition'>,
    _seconds: number,
  ): { forecast: Forecast } {
    const running = this.running()
      .filter((other) => other.startAt)
      .map((other) => ({ other, endsAt: (other.startAt?.getTime() ?? 0) + other.walltimeSeconds * 1000 }));
    running.sort((a, b) => a.endsAt - b.endsAt);
    const gone = new Set<number>();
    const look = () =>
      place(
        job,
        this.nodes().map((node) => this.without(node, gone)),
      );
    let shares = look();
    if (shares) return { forecast: { startAt: new Date(), nodeNames: shares.map((share) => share.node) } };
    for (const { other, endsAt } of running) {
      gone.add(other.id);
      shares = look();
      if (shares)
        return {
          forecast: {
            startAt: new Date(Math.max(Date.now(), endsAt)),
            nodeNames: shares.map((share) => share.node),
          },
        };
    }
    return { forecast: { startAt: undefined, nodeNames: [] } };
  }

  private without(node: NodeView, gone: ReadonlySet<number>): NodeView {
    const partition = this.partitions.find((candidate) => candidate.name === node.partition);
    return partition ? this.nodeView(node.name, partition, gone) : node;
  }

  private nodeView(name: string, partition: Partition, gone: ReadonlySet<number> = new Set()): NodeView {
    const shares = this.running()
      .filter((job) => !gone.has(job.id))
      .flatMap((job) => sharesOf(job).map((share) => ({ share, id: job.id })))
      .filter(({ share }) => share.node === name);
    return {
      ...emptyNode(name, partition),
      state: this.nodeStates.get(name) ?? 'up',
      usedCores: shares.reduce((sum, { share }) => sum + share.cores, 0),
      usedMemoryBytes: shares.reduce((sum, { share }) => sum + share.memoryBytes, 0),
      usedGpuIndices: shares.flatMap(({ share }) => share.gpuIndices),
      jobIds: shares.map(({ id }) => id),
    };
  }

  // ── one run ──

  private start(job: Job, shares: readonly NodeShare[]): void {
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
    const started: Job = {
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
    };
    const live: Live = { process: undefined, timers: [], why: undefined, steps: new Set() };
    this.live.set(job.id, live);
    this.put(started);
    const faults = this.options.faultsOf({ script: this.journal.script(job.id), scriptPath: job.scriptPath });
    const begin = () => this.begin(started, run, live);
    if (faults.slowStartMs === undefined) begin();
    else live.timers.push(setTimeout(begin, faults.slowStartMs));
    this.armWalltime(started);
    if (faults.nodeFailAfterMs !== undefined)
      live.timers.push(setTimeout(() => this.killRun(job.id, 'node-failed', 0), faults.nodeFailAfterMs));
    if (faults.outOfMemoryAfterMs !== undefined)
      live.timers.push(setTimeout(() => this.killRun(job.id, 'out-of-memory', 0), faults.outOfMemoryAfterMs));
    if (faults.vanishAfterMs !== undefined)
      live.timers.push(setTimeout(() => this.vanish(job.id), faults.vanishAfterMs));
  }

  private begin(job: Job, run: JobRun, live: Live): void {
    if (job.isInteractive || live.why) return;
    const output = this.options.hooks.outputOf(job, run);
    live.process = startJobProcess({
      argv: [this.journal.scriptPath(job.id), ...job.scriptArguments],
      workFolder: job.workFolder,
      environment: this.environmentFor(job),
      output,
    });
    void live.process.ended.then(({ exitCode, signal }) => {
      const current = this.jobs.get(job.id);
      if (!current || current.state === 'ended' || this.isClosed) return;
      const end: RunEnd = live.why ?? (exitCode === 0 && signal === 0 ? 'completed' : 'failed');
      this.endRun(current, end, exitCode, signal);
    });
  }

  private environmentFor(job: Job): Record<string, string> {
    const run = job.runs.at(-1);
    const indices = (run?.shares ?? []).flatMap((share) => share.gpuIndices);
    return {
      ...this.options.baseEnvironmentOf(job.login),
      ...this.journal.environment(job.id),
      ...this.options.baseEnvironmentOf(job.login),
      ...(run ? this.options.hooks.environmentOf(job, run) : {}),
      [this.options.deviceVariable]: indices.join(','),
    };
  }

  private armWalltime(job: Job): void {
    const live = this.live.get(job.id);
    if (!live || !job.startAt) return;
    const endsAt = job.startAt.getTime() + job.walltimeSeconds * 1000;
    live.timers.push(
      setTimeout(
        () => {
          const current = this.jobs.get(job.id);
          const isDue =
            current?.state === 'running' &&
            (current.startAt?.getTime() ?? 0) + current.walltimeSeconds * 1000 <= Date.now() + 5;
          if (isDue) this.killRun(job.id, 'timed-out', this.options.hooks.killWaitSeconds);
        },
        Math.min(2 ** 31 - 1, Math.max(0, endsAt - Date.now())),
      ),
    );
  }

  /** TERM, then KILL; the end is recorded when the processes are gone. */
  private killRun(id: number, why: Exclude<RunEnd, 'completed' | 'failed'>, waitSeconds: number): void {
    const live = this.live.get(id);
    const job = this.jobs.get(id);
    if (!live || !job || live.why) return;
    live.why = why;
    const run = job.runs.at(-1);
    const note = run ? this.options.hooks.noteOf(job, run, why) : undefined;
    if (note !== undefined) live.process?.note(note);
    live.steps.forEach((step) => step.kill('SIGKILL'));
    if (why !== 'requeued') this.put({ ...job, state: 'ending' });
    if (!live.process) {
      this.endRun(this.jobs.get(id) ?? job, why, 0, 15);
      return;
    }
    live.process.kill(waitSeconds > 0 ? 'SIGTERM' : 'SIGKILL');
    if (waitSeconds > 0)
      live.timers.push(setTimeout(() => live.process?.kill('SIGKILL'), waitSeconds * 1000));
  }

  private endRun(job: Job, end: RunEnd, exitCode: number, signal: number): void {
    const live = this.live.get(job.id);
    live?.timers.forEach(clearTimeout);
    live?.steps.forEach((step) => step.kill('SIGKILL'));
    this.live.delete(job.id);
    const now = new Date();
    const runs = job.runs.map((run, at) =>
      at === job.runs.length - 1 ? { ...run, endAt: now, end, exitCode, signal } : run,
    );
    const goesBack = end === 'requeued' || (end === 'node-failed' && job.isRerunnable);
    if (goesBack) this.put({ ...job, runs, state: 'pending', reason: 'none', startAt: undefined });
    else this.put({ ...job, runs, state: 'ended', end: end as JobEnd, exitCode, signal, endAt: now });
    this.scheduleSoon();
  }

  private vanish(id: number): void {
    killGroup(this.live.get(id)?.process?.pid, 'SIGKILL');
    this.live.get(id)?.timers.forEach(clearTimeout);
    this.live.delete(id);
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    if (job)
      this.journal.write({
        ...job,
        state: 'ended',
        end: 'node-failed',
        endAt: new Date(),
        extra: { ...job.extra, hasVanished: true },
      });
    this.scheduleSoon();
  }

  private async watchMemory(): Promise<void> {
    if (this.live.size === 0) return;
    const groups = await readGroups();
    for (const [id, live] of this.live) {
      const used = live.process?.pid === undefined ? undefined : groups.get(live.process.pid)?.memoryBytes;
      const job = this.jobs.get(id);
      const limit = job ? sharesOf(job).reduce((sum, share) => sum + share.memoryBytes, 0) : 0;
      if (used !== undefined && limit > 0 && used > limit) this.killRun(id, 'out-of-memory', 0);
    }
  }

  // ── small things ──

  private need(id: number, by: string): Job {
    const job = this.jobs.get(id);
    if (!job) throw new Refusal('unknown-job', String(id));
    if (by !== job.login && by !== this.options.serviceLogin) throw new Refusal('not-owner', by);
    return job;
  }

  private put(job: Job): void {
    const changed = { ...job, changedAt: new Date() };
    this.jobs.set(job.id, changed);
    if (!this.isClosed) this.journal.write(changed);
    for (const listener of this.listeners) listener(changed);
  }

  private when(id: number, isSo: (job: Job) => boolean): Promise<Job> {
    const job = this.jobs.get(id);
    if (!job) return Promise.reject(new Refusal('unknown-job', String(id)));
    if (isSo(job)) return Promise.resolve(job);
    return new Promise((done) => {
      const stop = this.onChange((changed) => {
        if (changed.id !== id || !isSo(changed)) return;
        stop();
        done(changed);
      });
    });
  }
}

const sharesOf = (job: Job): readonly NodeShare[] =>
  job.state === 'running' || job.state === 'ending' ? (job.runs.at(-1)?.shares ?? []) : [];
