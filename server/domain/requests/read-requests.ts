import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import {
  findRequest,
  listRequestsOfAdviser,
  listRequestsOfPerson,
  listRequestsToReview,
  type RequestRow,
} from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Page } from '../../contract/page';
import type { RequestView } from '../../hours-services';
import { isAdviser, mayReadReviews, maySee } from './request-policy';
import { toRequestViews } from './request-view';

/** One request with all its steps. @throws AppError[not-found] also for another's. */
export async function getRequest(db: Kysely<Database>, actor: Actor, id: string): Promise<RequestView> {
  const row = isUuid(id) ? await findRequest(db, id) : undefined;
  if (!row || !maySee(actor, row)) throw new AppError('not-found');
  const [view] = await toRequestViews(db, actor, [row]);
  if (!view) throw new AppError('internal');
  return view;
}

/** The actor's own, newest first. @throws AppError[invalid-input] for a bad cursor. */
export function listRequests(db: Db, actor: Actor, query: { cursor?: string }): Promise<Page<RequestView>> {
  return inPages(db, actor, query.cursor, (after, limit) =>
    listRequestsOfPerson(db, { personId: actor.personId, after, limit }),
  );
}

/**
 * Everybody else's that the actor may review, or sees as an administrator: what waits for a reviewer first, oldest first; decided ones last, newest first.
 * @throws AppError[not-allowed] for who reviews nothing; AppError[invalid-input] for a bad cursor.
 */
export async function listToReview(
  db: Db,
  actor: Actor,
  query: { cursor?: string },
): Promise<Page<RequestView>> {
  if (!mayReadReviews(actor)) throw new AppError('not-allowed');
  return inPages(db, actor, query.cursor, (after, limit) =>
    listRequestsToReview(db, {
      personId: actor.personId,
      forAdministrator: actor.roles.includes('administrator'),
      after,
      limit,
    }),
  );
}

/** What names the actor as adviser; what waits for them first. @throws AppError[not-allowed] for who is no teacher */
export async function listToConfirm(db: Db, actor: Actor): Promise<RequestView[]> {
  if (!actor.roles.includes('teacher')) throw new AppError('not-allowed');
  if (actor.email === undefined) return [];
  const rows = await listRequestsOfAdviser(db, { email: actor.email, limit: limits.listItems });
  return toRequestViews(
    db,
    actor,
    rows.filter((row) => row.person_id !== actor.personId),
  );
}

/** One that names the actor as adviser. @throws AppError[not-found] for all others, whatever else they may see */
export async function getAdvised(db: Db, actor: Actor, id: string): Promise<RequestView> {
  const row = isUuid(id) ? await findRequest(db, id) : undefined;
  if (!row || !isAdviser(actor, row)) throw new AppError('not-found');
  return getRequest(db, actor, id);
}

async function inPages(
  db: Db,
  actor: Actor,
  cursor: string | undefined,
  read: (after: string | undefined, limit: number) => Promise<RequestRow[]>,
): Promise<Page<RequestView>> {
  if (cursor !== undefined && !isUuid(cursor)) throw new AppError('invalid-input');
  const rows = await read(cursor, limits.listItems + 1);
  const items = await toRequestViews(db, actor, rows.slice(0, limits.listItems));
  return { items, next: rows.length > limits.listItems ? items.at(-1)?.id : undefined };
}
