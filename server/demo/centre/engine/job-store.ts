import type { JobFilter } from './engine';
import { Refusal } from './engine';
import type { Job } from './job';
import type { Journal } from './journal';

/** All jobs in memory, on disk as they change, with the few that are not ended at hand. */
export class JobStore {
  private readonly all = new Map<number, Job>();
  private readonly active = new Map<number, Job>();
  private readonly arrays = new Map<number, number[]>();
  private readonly listeners = new Set<(job: Job) => void>();
  /** Counts changes; what was worked out from the jobs holds while this stays. */
  version = 0;

  constructor(private readonly journal: Journal) {
    for (const job of journal.load()) this.keep(job);
  }

  find = (id: number): Job | undefined => this.all.get(id);
  tasksOf = (arrayId: number): Job[] =>
    (this.arrays.get(arrayId) ?? []).flatMap((id) => this.all.get(id) ?? []);

  /** Jobs that wait or run, in order of id. */
  listActive = (): Job[] => [...this.active.values()].sort((a, b) => a.id - b.id);

  list(filter: JobFilter): Job[] {
    const { login, partition, name, isActive, endedSince } = filter;
    const from = isActive === true ? this.listActive() : [...this.all.values()];
    return from.filter(
      (job) =>
        (login === undefined || job.login === login) &&
        (partition === undefined || job.partition === partition) &&
        (name === undefined || job.name === name) &&
        (isActive !== false || job.state === 'ended') &&
        (endedSince === undefined || job.state !== 'ended' || (job.endAt ?? job.changedAt) >= endedSince),
    );
  }

  /** Writes the job down and tells the listeners. */
  put(job: Job): Job {
    const changed = { ...job, changedAt: new Date() };
    this.keep(changed);
    this.journal.write(changed);
    for (const listener of this.listeners) listener(changed);
    return changed;
  }

  /** What is only measured (memory, processor time): in memory until the next change of the job. */
  measure(job: Job): void {
    this.keep(job);
  }

  forget(id: number): void {
    this.all.delete(id);
    this.active.delete(id);
    this.version++;
    this.journal.forget(id);
  }

  onChange(listener: (job: Job) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Resolves with the job as soon as it is so. @throws Refusal['unknown-job'] */
  when(id: number, isSo: (job: Job) => boolean): Promise<Job> {
    const job = this.all.get(id);
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

  private keep(job: Job): void {
    if (job.array && !this.all.has(job.id))
      this.arrays.set(job.array.id, [...(this.arrays.get(job.array.id) ?? []), job.id]);
    this.all.set(job.id, job);
    if (job.state === 'ended') this.active.delete(job.id);
    else this.active.set(job.id, job);
    this.version++;
  }
}
