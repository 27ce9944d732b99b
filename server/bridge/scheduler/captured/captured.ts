import type { End, JobState } from '#server/contract/launch-states';
import type { SubmitOutcome, ControlOutcome } from '../port';

/** One output of one command, as somebody captured it. */
export interface Output {
  stdout: Buffer;
  stderr: string;
  exitCode: number;
}

/** A job or a run of one, as far as the output says. Instants are UTC. */
export interface CapturedJob {
  id: string;
  parentId: string | undefined;
  arrayIndex: number | undefined;
  name: string | undefined;
  login: string | undefined;
  partition: string | undefined;
  state: JobState;
  end: End | undefined;
  exitCode: number | undefined;
  exitSignal: number | undefined;
  /** In Slurm's words, also for PBS. */
  reasonCode: string | undefined;
  reasonWords: string | undefined;
  submittedAt: Date | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  estimatedStartAt: Date | undefined;
  node: string | undefined;
  gpus: number | undefined;
  walltimeSeconds: number | 'unlimited' | undefined;
  usedSeconds: number | undefined;
}

export interface CapturedNode {
  name: string;
  state: string;
  isUp: boolean;
  gpus: number;
  freeGpus: number;
  jobs: string[];
}

export interface CapturedPartition {
  name: string;
  isOpen: boolean | undefined;
  totalGpus: number | undefined;
  freeGpus: number | undefined;
  maxWalltimeSeconds: number | 'unlimited' | undefined;
}

/** What the portal makes of an output. Only the lists that the command is about are there. */
export interface Reading {
  /** answered: a whole answer · failed: the command failed, nothing follows from it · unclear: cut, or not what the command prints. */
  answer: 'answered' | 'failed' | 'unclear';
  words?: string;
  jobs?: CapturedJob[];
  nodes?: CapturedNode[];
  partitions?: CapturedPartition[];
  submitted?: SubmitOutcome;
  control?: ControlOutcome;
  notUnderstood: string[];
}
