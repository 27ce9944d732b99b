import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import { announce } from '#db/queries/announce';
import {
  findPerson,
  findPersonByEmail,
  insertPerson,
  markEmailVerified,
  type PersonRow,
} from '#db/queries/people/people';
import {
  deleteSessionByToken,
  findLiveSession,
  insertSession,
  replaceSessionToken,
  touchSession,
} from '#db/queries/people/sessions';
import { deleteSignInLinksTo, findSignInLink, takeSignInLink } from '#db/queries/people/sign-in-links';
import { recordAudit } from '#db/queries/record-audit';
import type { IdentityStore, InStore, KnownPerson } from '../../bridge/identity/port';
import { AppError } from '../../contract/app-error';
import { splitRoles, type ConfirmedBy } from '../../contract/second-factor';
import { spendConsent } from '../guardians/spend-consent';
import { storedDraftSchema } from './sign-up-draft';

/** What sign-in needs, on the people's tables. `db` or a transaction. */
export function makeIdentityStore(db: Kysely<Database>): IdentityStore {
  // The draft of the link that was taken last; a store made for one transaction follows one link.
  let draft: unknown = null;
  return {
    async takeLink(tokenHash) {
      const link = await takeSignInLink(db, tokenHash);
      if (!link) return undefined;
      draft = link.sign_up;
      await deleteSignInLinksTo(db, link.email);
      return { email: link.email, expiresAt: link.expires_at, nextPath: link.next_path ?? undefined };
    },
    async findLink(tokenHash) {
      const link = await findSignInLink(db, tokenHash);
      return link && { email: link.email, isSignUp: link.sign_up !== null };
    },
    async findPerson(personId) {
      const person = await findPerson(db, personId);
      return person && toKnownPerson(person);
    },
    async findPersonByEmail(email) {
      const person = await findPersonByEmail(db, email);
      return person && toKnownPerson(person);
    },
    async createPerson(email) {
      const stored = storedDraftSchema.safeParse(draft);
      if (!stored.success) throw new AppError('link-expired');
      const { consentId, ...typed } = stored.data;
      const person = await insertPerson(db, { email, ...typed });
      if (consentId !== undefined) await spendConsent(db, consentId, person.id);
      await recordAudit(db, {
        actorPersonId: person.id,
        action: 'person.joined',
        subjectKind: 'person',
        subjectId: person.id,
      });
      return toKnownPerson(person);
    },
    markEmailVerified: (personId) => markEmailVerified(db, personId),
    async createSession(session) {
      const row = await insertSession(db, session);
      await recordAudit(db, {
        actorPersonId: row.person_id,
        action: 'session.started',
        subjectKind: 'session',
        subjectId: row.id,
        ...(session.confirmedBy && { detail: { confirmedBy: session.confirmedBy } }),
      });
      return { id: row.id };
    },
    async findSession(tokenHash) {
      const found = await findLiveSession(db, tokenHash);
      if (!found) return undefined;
      const { session, person, isWaiting } = found;
      const { acting, heldBack } = splitRoles(person.roles, isSecondFactor(session.confirmed_by));
      return {
        id: session.id,
        person: { ...toKnownPerson(person), roles: acting },
        heldBackRoles: heldBack,
        isWaiting,
        isStopped: person.stopped_at !== null,
        createdAt: session.created_at,
        seenAt: session.seen_at,
        expiresAt: session.expires_at,
      };
    },
    replaceSessionToken: (before, tokenHash) => replaceSessionToken(db, before, tokenHash),
    touchSession: (sessionId, expiresAt) => touchSession(db, sessionId, expiresAt),
    async deleteSession(tokenHash) {
      const ended = await deleteSessionByToken(db, tokenHash);
      if (!ended) return;
      await announce(db, { person: ended.person_id }, { kind: 'session-ended', sessionId: ended.id });
      await recordAudit(db, {
        actorPersonId: ended.person_id,
        action: 'session.ended',
        subjectKind: 'session',
        subjectId: ended.id,
      });
    },
  };
}

/** The same in one transaction. */
export const inIdentityStore =
  (db: Db): InStore =>
  (work) =>
    db.transaction().execute((trx) => work(makeIdentityStore(trx)));

/** A card that a teacher can print anew lets nobody act as more than a student. */
const isSecondFactor = (confirmedBy: ConfirmedBy | null) =>
  confirmedBy !== null && confirmedBy !== 'login-card';

const toKnownPerson = (person: PersonRow): KnownPerson => ({
  id: person.id,
  email: person.email ?? undefined,
  displayName: person.display_name,
  roles: person.roles,
  locale: person.locale,
  emailVerifiedAt: person.email_verified_at,
  isDisabled: person.disabled_at !== null,
});
