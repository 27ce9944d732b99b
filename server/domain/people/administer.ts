import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { countRole, findPerson, listPeople, replaceRoles } from '#db/queries/people/people';
import { deleteSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { roles as allRoles, type Role } from '../../contract/roles';
import type { Page } from '../../contract/page';
import type { ListedPersonView } from '../../services';
import { mustAdminister, mustBeAtThePage } from './people-policy';
import { toPersonView } from './person-view';

/** Everybody, newest first, a page at a time. @throws AppError[not-allowed | invalid-input] */
export async function listEverybody(
  db: Db,
  actor: Actor,
  query: { search?: string; cursor?: string },
): Promise<Page<ListedPersonView>> {
  mustAdminister(actor);
  if (query.cursor !== undefined && !isUuid(query.cursor)) throw new AppError('invalid-input');
  const rows = await listPeople(db, {
    search: query.search?.slice(0, 200),
    after: query.cursor,
    limit: limits.listItems + 1,
  });
  const items = rows
    .slice(0, limits.listItems)
    .map((row) => ({ ...toPersonView(row), hasSecondFactor: row.has_second_factor }));
  return { items, next: rows.length > limits.listItems ? items.at(-1)?.id : undefined };
}

/**
 * Sets what a person may be. Gaining a role ends the person's sessions, so that no session begun with less carries more.
 * The last administrator stays one, and who has no e-mail address stays a student: a teacher can print their card anew. Twice is harmless. @throws AppError[not-allowed | not-found | invalid-input | wrong-state]
 */
export async function setRoles(db: Db, actor: Actor, personId: string, asked: Role[]): Promise<void> {
  mustAdminister(actor);
  mustBeAtThePage(actor);
  if (!isUuid(personId)) throw new AppError('not-found');
  const wanted = allRoles.filter((role) => asked.includes(role));
  if (wanted.length !== new Set(asked).size)
    throw new AppError('invalid-input', { fields: { roles: 'invalid-input' } });
  await db.transaction().execute(async (trx) => {
    const before = await replaceRoles(trx, personId, wanted);
    if (!before) throw new AppError('not-found');
    const gained = wanted.filter((role) => !before.includes(role));
    if (gained.some((role) => role !== 'student')) await mustHaveEmail(trx, personId);
    const lost = before.filter((role) => !wanted.includes(role));
    if (gained.length === 0 && lost.length === 0) return;
    if (lost.includes('administrator') && (await countRole(trx, 'administrator')) === 0)
      throw new AppError('wrong-state');
    if (gained.length > 0 && personId !== actor.personId)
      for (const sessionId of await deleteSessionsOfPerson(trx, personId))
        await announce(trx, { person: personId }, { kind: 'session-ended', sessionId });
    await recordAudit(trx, {
      actorPersonId: actor.via.kind === 'cli' ? null : actor.personId,
      action: 'person.roles-set',
      subjectKind: 'person',
      subjectId: personId,
      detail: { gained, lost },
      requestId: actor.requestId,
    });
  });
}

async function mustHaveEmail(trx: Trx, personId: string): Promise<void> {
  const person = await findPerson(trx, personId);
  if (person?.email === null) throw new AppError('wrong-state');
}
