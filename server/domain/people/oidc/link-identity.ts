import type { Db, Trx } from '#db/client';
import { deleteIdentity, findIdentity, insertIdentity, listIdentities } from '#db/queries/people/identities';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import type { OidcClaims } from '../../../bridge/identity/port';
import { AppError } from '../../../contract/app-error';
import { isUuid } from '../../../contract/ids';
import type { IdentityView } from '../../../services';
import { mustBeAtThePage } from '../people-policy';
import { queueMail, type AddMailTask } from '../queue-mail';
import { mustBeRecent } from '../second-factor/must-be-fresh';
import { verifiedEmail } from './join-by-oidc';

/** What linking works with. */
export interface OidcDeps {
  db: Db;
  addMailTask: AddMailTask;
  url: string;
}

/** The providers at which the actor can sign in. @throws AppError[not-allowed] for tokens. */
export async function readIdentities(db: Db, actor: Actor): Promise<IdentityView[]> {
  mustBeAtThePage(actor);
  return (await listIdentities(db, actor.personId)).map((row) => ({
    id: row.id,
    issuer: row.provider,
    email: row.email,
    createdAt: row.created_at,
  }));
}

/** Whether the actor may link now; asked before they are sent away. @throws AppError[confirm-again | sign-in-again | not-allowed] */
export const mayLink = (db: Db, actor: Actor): Promise<unknown> =>
  db.transaction().execute((trx) => mustBeRecent(trx, actor));

/**
 * Lets the actor sign in by this provider from now on; twice is harmless.
 * @throws AppError[confirm-again | sign-in-again | oidc-mail-unverified | identity-taken] when it is another person's.
 */
export async function linkIdentity(deps: OidcDeps, actor: Actor, claims: OidcClaims): Promise<void> {
  const email = verifiedEmail(claims);
  await deps.db.transaction().execute(async (trx) => {
    await mustBeRecent(trx, actor);
    if (await insertIdentity(trx, { ...claims, email, personId: actor.personId }))
      return note(trx, deps, actor, 'identity.linked', claims.issuer);
    const known = await findIdentity(trx, claims.issuer, claims.subject);
    if (known?.person_id !== actor.personId) throw new AppError('identity-taken');
  });
}

/** Takes a provider away; the mailed link always stays. @throws AppError[confirm-again | sign-in-again | not-found] */
export async function unlinkIdentity(deps: OidcDeps, actor: Actor, identityId: string): Promise<void> {
  if (!isUuid(identityId)) throw new AppError('not-found');
  await deps.db.transaction().execute(async (trx) => {
    await mustBeRecent(trx, actor);
    const issuer = await deleteIdentity(trx, actor.personId, identityId);
    if (issuer === undefined) throw new AppError('not-found');
    await note(trx, deps, actor, 'identity.unlinked', issuer);
  });
}

async function note(trx: Trx, deps: OidcDeps, actor: Actor, action: string, issuer: string): Promise<void> {
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'person',
    subjectId: actor.personId,
    detail: { issuer },
    requestId: actor.requestId,
  });
  await queueMail(trx, deps.addMailTask, {
    to: actor.email,
    kind: 'sign-in-ways-changed',
    locale: actor.locale,
    values: { link: `${deps.url}/settings` },
  });
}
