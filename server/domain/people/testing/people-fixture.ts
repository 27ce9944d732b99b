import type { Db } from '#db/client';
import { insertPerson, type PersonRow } from '#db/queries/people/people';
import { oneTimeCodes } from '../../../bridge/identity/one-time-codes';
import { makePasskeys } from '../../../bridge/identity/passkeys';
import { makeAuthIdentity } from '../../../bridge/identity/auth-identity';
import type { Identity } from '../../../bridge/identity/port';
import type { Actor } from '../../../actor';
import type { Role } from '../../../contract/roles';
import { AppError } from '../../../contract/app-error';
import { silentLog } from '../../../log';
import type { SecondFactorServices } from '../../../second-factor-services';
import type { PeopleServices } from '../../../services';
import { toActor } from '../find-actor';
import { inIdentityStore, makeIdentityStore } from '../identity-store';
import { makePeopleServices } from '../make-people-services';
import { makeConfirmDoor, type ConfirmDoor } from '../second-factor/confirm-door';
import { makeSecondFactorServices } from '../second-factor/make-second-factor-services';
import type { TryLimit } from '../try-limit';

/** What was put into the outbox, by name and id. */
export const tasks: string[] = [];

export const testUrl = 'http://localhost:3999';
export const nobody = { cookieHeader: undefined, userAgent: 'test' };

/** Identity, people and their second factors on a test database; tries are counted by a plain map, `tries` a key [1000]. */
export function makePeople(
  db: Db,
  tries = 1000,
): {
  identity: Identity;
  people: PeopleServices;
  secondFactor: SecondFactorServices;
  confirmDoor: ConfirmDoor;
} {
  const identity = makeAuthIdentity({
    secret: 'x'.repeat(40),
    url: testUrl,
    store: makeIdentityStore(db),
    inStore: inIdentityStore(db),
    log: silentLog(),
  });
  const people = makePeopleServices({
    db,
    links: identity.links,
    addMailTask: undefined,
    url: testUrl,
    triesByAddress: countTries(1000),
    triesByEmail: countTries(tries),
    consentAges: new Map([['KR', 14]]),
    addTask: async (_trx, name, { id }) => void tasks.push(`${name} ${id}`),
  });
  const deps = {
    db,
    passkeys: makePasskeys(testUrl),
    codes: oneTimeCodes,
    addMailTask: undefined,
    sealingKey: Buffer.alloc(32, 7),
    url: testUrl,
    triesByPerson: countTries(tries),
    triesByDay: countTries(1000),
  };
  return {
    identity,
    people,
    secondFactor: makeSecondFactorServices(deps),
    confirmDoor: makeConfirmDoor(deps),
  };
}

/** A person who is signed in, without the mail. */
export async function makePerson(
  db: Db,
  email: string,
  roles: Role[] = ['student'],
): Promise<{ row: PersonRow; actor: Actor }> {
  const row = await insertPerson(db, {
    email,
    displayName: email.split('@')[0] ?? '',
    level: 'high',
    schoolName: '',
    birthYearMonth: '2008-01',
    locale: 'ko',
    roles,
  });
  return { row, actor: toActor(row, { kind: 'session', sessionId: row.id }, 'test') };
}

/** The token in the newest mail to an address; undefined when that mail has none. */
export async function tokenMailedTo(db: Db, email: string): Promise<string | undefined> {
  const mail = await db
    .selectFrom('mails')
    .select('body_text')
    .where('to_email', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return /token=([\w-]+)/.exec(mail?.body_text ?? '')?.[1];
}

/** A Cookie header from Set-Cookie values. */
export const cookieOf = (setCookies: string[]): string =>
  setCookies.map((cookie) => cookie.split(';')[0]).join('; ');

function countTries(points: number): TryLimit {
  const taken = new Map<string, number>();
  return {
    take: async (key) => {
      taken.set(key, (taken.get(key) ?? 0) + 1);
      if ((taken.get(key) ?? 0) > points)
        throw new AppError('too-many-tries', { details: { retryAfterSeconds: 1 } });
    },
  };
}
