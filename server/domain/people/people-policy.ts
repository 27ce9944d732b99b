import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { Role } from '../../contract/roles';

/** @throws AppError[second-factor-needed] when the actor holds the role and it waits, [not-allowed] when they do not hold it. */
export function mustHold(actor: Actor, role: Role): void {
  if (actor.roles.includes(role)) return;
  throw new AppError(actor.heldBackRoles?.includes(role) ? 'second-factor-needed' : 'not-allowed');
}

/** Administrators see and change everybody. @throws AppError[not-allowed | second-factor-needed] */
export const mustAdminister = (actor: Actor): void => mustHold(actor, 'administrator');

/** Tokens cannot make tokens or end sessions: what leaks once must not be able to stay. @throws AppError[not-allowed] */
export function mustBeAtThePage(actor: Actor): void {
  if (actor.via.kind === 'token') throw new AppError('not-allowed');
}
