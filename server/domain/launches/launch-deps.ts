import type { Db, Trx } from '#db/client';
import type { Apps } from '../apps/read-apps';
import type { ClusterBridges } from '../clusters/cluster-bridges';

/** What the use cases of a launch are given. */
export interface LaunchDeps {
  db: Db;
  bridges: ClusterBridges;
  apps: Apps;
  /** Puts a task into the outbox, in the same transaction; the same key again replaces what still waits. */
  addTask: AddTask;
  /** The same, one task for each id. */
  addTasks: AddTasks;
}

export type TaskName =
  | 'submit-launch'
  | 'cancel-launch'
  | 'settle-launch'
  | 'extend-launch'
  | 'send-mail'
  | 'erase-home'
  | 'clean-login'
  | 'erase-child'
  | 'look-at-purchase'
  | 'send-refund';

export type AddTask = (
  trx: Trx,
  name: TaskName,
  payload: { id: string },
  options?: { runAt?: Date },
) => Promise<void>;

export type AddTasks = (trx: Trx, name: TaskName, ids: readonly string[]) => Promise<void>;
