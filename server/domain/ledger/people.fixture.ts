import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { insertPerson } from '#db/queries/people/people';
import type { Actor } from '../../actor';
import type { Level, Role } from '../../contract/roles';
import { toActor } from '../people/find-actor';

/** A verified person at the page, for tests. */
export async function makePerson(
  db: Db,
  person: { name?: string; roles?: Role[]; level?: Level; email?: string } = {},
): Promise<Actor> {
  const row = await insertPerson(db, {
    email: person.email ?? `${newId()}@school.example`,
    displayName: person.name ?? '하늘',
    level: person.level ?? 'undergraduate',
    schoolName: '한빛대학교',
    birthYearMonth: '2004-03',
    locale: 'ko',
    roles: person.roles ?? ['student'],
  });
  return toActor(row, { kind: 'session', sessionId: newId() }, 'test');
}
