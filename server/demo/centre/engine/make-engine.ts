import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Engine,
  Forecast,
  JobChange,
  JobFilter,
  NodeView,
  Partition,
  Step,
  StepRequest,
} from './engine';
import { Refusal } from './engine';
import { foresee } from './foresee';
import type { HoldKind, Job, JobRequest } from './job';
import { JobStore } from './job-store';
import { Journal } from './journal';
import { NodeSet, sharesOf } from './node-set';
import { couldEverFit } from './placement';
import { decide, inOrder, obstacleOf } from './queue-order';
import { Runner, textsIdOf, type RunnerOptions } from './runner';

export interface EngineOptions extends Omit<RunnerOptions, 'store' | 'journal' | 'onRoom' | 'spoolFolder'> {
  folder: string;
  partitions: readonly Partition[];
  serviceLogin: string;
  log(message: string): void;
}

/** Makes the centre's engine on a folder; jobs that ran when the centre went are recorded as node failures, the others wait on. */
export function makeEngine(options: EngineOptions): Engine {
  return new DemoEngine(options);
}

/** More tasks than this in one array are refused. @see slurm.conf(5), MaxArraySize, default 1001 */
const mostTasks = 1_000;

class DemoEngine implements Engine {
  readonly startedAt = new Date();
  readonly partitions: readonly Partition[];
  private readonly journal: Journal;
  private readonly store: JobStore;
  private readonly nodeSet: NodeSet;
  private readonly runner: Runner;
  private isScheduled = false;
  private isClosed = false;
  private beginTimer: NodeJS.Timeout | undefined;
  private foreseen: { version: number; atMs: number; starts: ReadonlyMap<number, Forecast> } | undefined;

  constructor(private readonly options: EngineOptions) {
    this.partitions = options.partitions;
    const spoolFolder = join(options.folder, 'spool');
    mkdirSync(spoolFolder, { recursive: true });
    this.journal = new Journal(options.folder);
    const lastAliveAt = this.journal.lastAliveAt();
    this.store = new JobStore(this.journal);
    this.nodeSet = new NodeSet(options.partitions);
    const onRoom = () => this.scheduleSoon();
    this.runner = new Runner({ ...options, store: this.store, journal: this.journal, spoolFolder, onRoom });
    for (const job of this.store.listActive())
      if (job.state === 'running' || job.state === 'ending') this.runner.endLost(job, lastAliveAt);
    this.journal.markAlive();
    this.scheduleSoon();
  }

  submit(request: JobRequest): readonly [Job, ...Job[]] {
    this.check(request);
    const { script, arrayIndices, isNeverFittingAccepted, environment, ...rest } = request;
    void isNeverFittingAccepted;
    const indices = arrayIndices ?? [undefined];
    const now = new Date();
    const firstId = this.journal.takeIds(indices.length);
    this.journal.writeTexts(firstId, script, environment);
    const isHeld = request.holds.length > 0;
    const jobs = indices.map((index, at) =>
      this.store.put({
        ...rest,
        id: firstId + at,
        array:
          index === undefined || arrayIndices === undefined
            ? undefined
            : { id: firstId, index, indices: arrayIndices, maxRunning: request.arrayMaxRunning },
        state: isHeld ? 'held' : 'pending',
        reason: !isHeld ? 'none' : heldReason(request.holds),
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
      }),
    );
    this.scheduleSoon();
    return jobs as unknown as readonly [Job, ...Job[]];
  }

  forecast(request: JobRequest): Forecast {
    this.check(request);
    const queue = [...this.foreseeable(), request];
    return this.foresee(queue).at(-1) ?? { startAt: undefined, nodeNames: [] };
  }

  forecastAll(): ReadonlyMap<number, Forecast> {
    const now = Date.now();
    const last = this.foreseen;
    if (last && last.version === this.store.version && now - last.atMs < 1_000) return last.starts;
    const queue = this.foreseeable();
    const found = this.foresee(queue).map((forecast, at) => [queue[at]?.id ?? 0, forecast] as const);
    const starts = new Map(found.filter(([, forecast]) => forecast.startAt !== undefined));
    this.foreseen = { version: this.store.version, atMs: now, starts };
    return starts;
  }

  find = (id: number): Job | undefined => this.store.find(id);
  tasksOf = (arrayId: number): readonly Job[] => this.store.tasksOf(arrayId);
  list = (filter: JobFilter = {}): readonly Job[] => this.store.list(filter);
  scriptOf = (id: number): string => this.journal.script(this.textsId(id));
  environmentOf = (id: number): Readonly<Record<string, string>> =>
    this.journal.environment(this.textsId(id));

  hold(id: number, kind: HoldKind, by: string): void {
    const job = this.need(id, by);
    if (job.state !== 'held' && job.state !== 'pending')
      throw new Refusal('wrong-state', 'it runs or has ended');
    const holds = [...new Set([...job.holds, kind])];
    this.store.put({ ...job, holds, state: 'held', reason: heldReason(holds), eligibleAt: undefined });
    this.scheduleSoon();
  }

  release(id: number, kind: HoldKind, by: string): void {
    const job = this.need(id, by);
    if (job.state === 'pending') return;
    if (job.state !== 'held') throw new Refusal('wrong-state', 'it runs or has ended');
    const holds = job.holds.filter((hold) => hold !== kind);
    this.store.put(
      holds.length > 0
        ? { ...job, holds, reason: heldReason(holds) }
        : { ...job, holds, state: 'pending', reason: 'none' },
    );
    this.scheduleSoon();
  }

  cancel(id: number, by: string, { isForced = false } = {}): void {
    const job = this.need(id, by);
    if (job.state === 'ended') return;
    const cancelledBy = job.cancelledBy ?? by;
    if (job.state === 'held' || job.state === 'pending') {
      this.store.put({ ...job, state: 'ended', end: 'cancelled', endAt: new Date(), cancelledBy });
      this.scheduleSoon();
      return;
    }
    if (job.state === 'running') {
      this.store.put({ ...job, cancelledBy });
      this.runner.kill(id, 'cancelled', isForced ? 0 : this.options.hooks.killWaitSeconds);
    } else if (isForced) this.runner.hurry(id);
  }

  signal(id: number, signal: NodeJS.Signals, by: string): void {
    this.needRunning(id, by);
    this.runner.signal(id, signal);
  }

  requeue(id: number, by: string): void {
    this.needRunning(id, by);
    this.runner.kill(id, 'requeued', 0);
  }

  update(id: number, change: JobChange, by: string): void {
    const job = this.need(id, by);
    if (job.state === 'ended') throw new Refusal('wrong-state', 'it has ended');
    if (change.partition !== undefined && job.state !== 'held' && job.state !== 'pending')
      throw new Refusal('wrong-state', 'it runs');
    const partition = this.partitionOf(change.partition ?? job.partition);
    if ((change.walltimeSeconds ?? job.walltimeSeconds) > partition.maxWalltimeSeconds)
      throw new Refusal('over-walltime', `over ${partition.maxWalltimeSeconds} s`);
    const changed = this.store.put({ ...job, ...change, extra: { ...job.extra, ...change.extra } });
    if (change.walltimeSeconds !== undefined) this.runner.armWalltime(changed);
    this.scheduleSoon();
  }

  runStep(id: number, step: StepRequest, by: string): Step {
    return this.runner.runStep(this.needRunning(id, by), step);
  }

  finish(id: number, exitCode: number): void {
    const job = this.store.find(id);
    if (job?.state === 'running' && job.isInteractive) this.runner.finish(job, exitCode);
  }

  nodes = (): readonly NodeView[] =>
    this.nodeSet.views(this.store.listActive().map((job) => ({ id: job.id, shares: sharesOf(job) })));

  setNode(name: string, state: NodeView['state'], why: string): void {
    if (!this.nodeSet.has(name)) throw new Refusal('bad-request', `no node ${name}`);
    this.nodeSet.set(name, state);
    this.options.log(`node ${name} is ${state}: ${why}`);
    if (state === 'down')
      for (const job of this.store.listActive())
        if (sharesOf(job).some((share) => share.node === name)) this.runner.kill(job.id, 'node-failed', 0);
    this.scheduleSoon();
  }

  whenStarted = (id: number): Promise<Job> =>
    this.store.when(id, (job) => job.state !== 'held' && job.state !== 'pending');
  whenEnded = (id: number): Promise<Job> => this.store.when(id, (job) => job.state === 'ended');
  onChange = (listener: (job: Job) => void): (() => void) => this.store.onChange(listener);

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.beginTimer);
    await this.runner.close();
    this.journal.close();
  }

  private check(request: JobRequest): void {
    const partition = this.partitionOf(request.partition);
    if (!(request.walltimeSeconds >= 1)) throw new Refusal('bad-request', 'no walltime');
    if (request.walltimeSeconds > partition.maxWalltimeSeconds)
      throw new Refusal('over-walltime', `over ${partition.maxWalltimeSeconds} s`);
    const tasks = request.arrayIndices?.length ?? 1;
    if (tasks === 0 || tasks > mostTasks) throw new Refusal('bad-array', `${tasks} tasks`);
    if (!request.isNeverFittingAccepted && !couldEverFit(request, partition))
      throw new Refusal('never-fits', 'no node could run it');
  }

  private partitionOf(name: string): Partition {
    const found = this.partitions.find((partition) => partition.name === name);
    if (!found) throw new Refusal('unknown-partition', name);
    return found;
  }

  private scheduleSoon(): void {
    if (this.isScheduled || this.isClosed) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      if (!this.isClosed) this.schedule();
    });
  }

  private schedule(): void {
    const now = Date.now();
    const { starts, waits, nextBeginMs } = decide(this.store, this.nodeSet, now);
    for (const { job, reason } of waits) {
      const isEligible = reason === 'resources' || reason === 'priority' || reason === 'nodes-unavailable';
      const eligibleAt = isEligible ? (job.eligibleAt ?? new Date(now)) : undefined;
      if (job.reason !== reason) this.store.put({ ...job, reason, eligibleAt });
    }
    for (const { job, shares } of starts) this.runner.start(job, shares);
    clearTimeout(this.beginTimer);
    if (nextBeginMs !== undefined)
      this.beginTimer = setTimeout(
        () => this.scheduleSoon(),
        Math.min(60_000, Math.max(10, nextBeginMs - now)),
      );
  }

  /** Jobs that wait for nothing but room or their hour, in the order of the queue. */
  private foreseeable(): Job[] {
    const active = this.store.listActive();
    const scene = { store: this.store, active, busyTasks: new Map<number, number>(), now: Date.now() };
    return inOrder(active).filter((job) => {
      const obstacle = obstacleOf(job, scene);
      return obstacle === undefined || obstacle === 'begin-time' || obstacle === 'array-limit';
    });
  }

  private foresee(queue: Parameters<typeof foresee>[0]): Forecast[] {
    const running = this.store.listActive().filter((job) => sharesOf(job).length > 0);
    return foresee(queue, { nodes: this.nodeSet, running, now: Date.now() });
  }

  private textsId(id: number): number {
    const job = this.store.find(id);
    return job ? textsIdOf(job) : id;
  }

  private need(id: number, by: string): Job {
    const job = this.store.find(id);
    if (!job) throw new Refusal('unknown-job', String(id));
    if (by !== job.login && by !== this.options.serviceLogin) throw new Refusal('not-owner', by);
    return job;
  }

  private needRunning(id: number, by: string): Job {
    const job = this.need(id, by);
    if (job.state !== 'running') throw new Refusal('wrong-state', 'it does not run');
    return job;
  }
}

const heldReason = (holds: readonly HoldKind[]): 'held-by-user' | 'held-by-centre' =>
  holds.every((hold) => hold === 'user') ? 'held-by-user' : 'held-by-centre';
