import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';

/** Administrators see and change everybody. @throws AppError[not-allowed] */
export function mustAdminister(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('not-allowed');
}

/** Tokens cannot make tokens or end sessions: what leaks once must not be able to stay. @throws AppError[not-allowed] */
export function mustBeAtThePage(actor: Actor): void {
  if (actor.via.kind === 'token') throw new AppError('not-allowed');
}
