import type { Actor } from '../../actor';

/** Whether the actor may operate some cluster at all; which ones is asked of the database. */
export const mayOperate = (actor: Actor): boolean =>
  actor.roles.includes('operator') || actor.roles.includes('administrator');

/** Administrators operate every cluster. */
export const operatesAll = (actor: Actor): boolean => actor.roles.includes('administrator');
