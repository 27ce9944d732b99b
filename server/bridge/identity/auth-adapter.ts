import type { Adapter, AdapterUser } from '@auth/core/adapters';
import { AppError } from '../../contract/app-error';
import type { ConfirmedBy } from '../../contract/second-factor';
import type { IdentityStore, KnownPerson } from './port';
import { hashSessionToken, sessionSeconds } from './tokens';

/** What a new session is told of itself. */
export interface SessionFacts {
  userAgent: string;
  networkHash: string;
  confirmedBy: ConfirmedBy | undefined;
}

/** What happened while Auth.js ran, which its answer does not tell. */
export interface AdapterNotes {
  personId?: string;
  isNew: boolean;
  nextPath?: string | undefined;
  /** Why the person could not be made; Auth.js would wrap it. */
  refusal?: AppError;
}

/** Auth.js's view of our store. Session tokens are hashed on the way in, so that the database never holds one. */
export function makeAuthAdapter(store: IdentityStore, facts: SessionFacts, notes: AdapterNotes): Adapter {
  const onePerson = async (find: Promise<KnownPerson | undefined>) => {
    const person = await find;
    return person ? toAdapterUser(person) : null;
  };
  return {
    getUser: (id) => onePerson(store.findPerson(id)),
    getUserByEmail: (email) => onePerson(store.findPersonByEmail(email)),
    getUserByAccount: () => null,
    linkAccount: () => undefined,
    async createUser(user) {
      const person = await store.createPerson(user.email);
      notes.isNew = true;
      return toAdapterUser(person);
    },
    async updateUser({ id }) {
      await store.markEmailVerified(id);
      const person = await store.findPerson(id);
      if (!person) throw new AppError('link-expired');
      return toAdapterUser(person);
    },
    async useVerificationToken({ token }) {
      const link = await store.takeLink(token);
      if (!link) return null;
      notes.nextPath = link.nextPath;
      return { identifier: link.email, expires: link.expiresAt, token };
    },
    // Links are made by the domain in one transaction with their mail; Auth.js only asks that the method is there.
    createVerificationToken: () => null,
    async createSession({ sessionToken, userId }) {
      notes.personId = userId;
      const expires = new Date(Date.now() + sessionSeconds.longest * 1000);
      await store.createSession({
        tokenHash: hashSessionToken(sessionToken),
        personId: userId,
        expiresAt: new Date(Date.now() + sessionSeconds.idle * 1000),
        ...facts,
      });
      return { sessionToken, userId, expires };
    },
    async getSessionAndUser(sessionToken) {
      const session = await store.findSession(hashSessionToken(sessionToken));
      if (!session) return null;
      const user = toAdapterUser(session.person);
      return { user, session: { sessionToken, userId: user.id, expires: session.expiresAt } };
    },
    updateSession: () => null,
    deleteSession: (sessionToken) => store.deleteSession(hashSessionToken(sessionToken)),
  };
}

const toAdapterUser = (person: KnownPerson): AdapterUser => ({
  id: person.id,
  // Auth.js knows nobody without; it is shown to nobody.
  email: person.email ?? '',
  name: person.displayName,
  emailVerified: person.emailVerifiedAt,
});
