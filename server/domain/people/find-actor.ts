import type { Db } from '#db/client';
import { findPersonByApiToken } from '#db/queries/people/api-tokens';
import { findPersonByEmail, type PersonRow } from '#db/queries/people/people';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { PersonId } from '../../contract/ids';
import { splitRoles } from '../../contract/second-factor';
import { hashApiToken } from './tokens';

/** Who a token of the API speaks for, with the roles that it carries; undefined for one that is unknown, revoked, expired, or whose person is disabled. @throws AppError[guardian-stopped] */
export async function findActorByToken(db: Db, token: string, requestId: string): Promise<Actor | undefined> {
  const tokenHash = hashApiToken(token);
  if (tokenHash === undefined) return undefined;
  const found = await findPersonByApiToken(db, tokenHash);
  if (!found) return undefined;
  if (found.person.stopped_at) throw new AppError('guardian-stopped');
  const { acting, heldBack } = splitRoles(found.person.roles, found.isConfirmed);
  const actor = toActor(found.person, { kind: 'token', tokenId: found.tokenId }, requestId);
  return { ...actor, roles: acting, heldBackRoles: heldBack };
}

/** A person as the actor of a command typed on the portal's own machine; undefined when there is none or it is disabled. */
export async function findActorForCli(db: Db, email: string): Promise<Actor | undefined> {
  const person = await findPersonByEmail(db, email);
  return person && person.disabled_at === null ? toActor(person, { kind: 'cli' }, 'cli') : undefined;
}

/** A person's row as an actor. Never throws. */
export const toActor = (
  person: Pick<PersonRow, 'id' | 'roles' | 'display_name' | 'email' | 'locale'>,
  via: Actor['via'],
  requestId: string,
): Actor => ({
  personId: person.id as PersonId,
  roles: person.roles,
  displayName: person.display_name,
  email: person.email ?? undefined,
  locale: person.locale,
  via,
  requestId,
});
