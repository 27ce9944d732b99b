import type { SshLink } from '../../ssh/port';
import type { Scheduler, SubmitSpec } from '../port';

/** What a script does that ends in an unusual way, and what is to be done to it from outside when it runs. */
export interface Mishap {
  script: string;
  spec?: Partial<SubmitSpec>;
  whenRunning?(node: string): Promise<void>;
}

/** A cluster to try an adapter on: the demo centres in `npm test`, real ones in `npm run test:clusters`. */
export interface ContractCluster {
  scheduler: Scheduler;
  /** Reads the queue and accounting. */
  service: SshLink;
  /** A login that may submit, and its name. */
  person: SshLink;
  login: string;
  /** With at least two GPUs a node, idle when the suite begins, and what its readings of free GPUs must say then. */
  partition: { name: string; totalGpus: number };
  shortestWalltimeSeconds: number;
  /** More than any node has; undefined where a held job is not tried on the nodes (Slurm 22.05, 2026-11-24). */
  refusedGpus: number | undefined;
  /** Far over what the partition allows. */
  refusedWalltimeSeconds: number;
  /** Submits a job by hand as the person, with this name, held; its id. */
  submitByHand(name: string): Promise<string>;
  mishaps: Partial<Record<'nodeFails' | 'runsOutOfMemory' | 'vanishes', Mishap>>;
  /** Ways to break the cluster; what cannot be broken here is not tried. Those that answer with a function last until it is called. */
  faults: {
    /** The job of the next submission exists, but its answer says that nobody knows. */
    loseNextAnswer?(): Promise<void>;
    doubleNextSubmission?(): Promise<void>;
    /** A limit of the login refuses the next submission. */
    refuseNextSubmission?(): Promise<void>;
    stopScheduler?(): Promise<() => Promise<void>>;
    stopAccounting?(): Promise<() => Promise<void>>;
    /** The queue is asked and prints nothing, with exit code 0. */
    emptyQueue?(): Promise<() => Promise<void>>;
  };
  close(): Promise<void>;
}
