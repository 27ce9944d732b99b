import type { Db, Trx } from '#db/client';
import { getProgramme } from '#db/queries/allocations/find-programme';
import { recordAudit } from '#db/queries/record-audit';
import { insertRequestEvent } from '#db/queries/requests/request-events';
import {
  countOpenRequests,
  findTwin,
  insertRequest,
  lockRequestsOfPerson,
  type NewRequest,
} from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { RequestDraft, RequestView } from '../../hours-services';
import { getRequest } from './read-requests';
import { readRequestDraft } from './request-draft';
import { tellOfRequest } from './tell-of-request';

/**
 * Sends a request to the reviewers. The same contents again within a minute are a double click: the first request comes back.
 * of: whose hours [research: the person's own]; of a class, the caller has checked that the actor teaches it.
 * @throws AppError[invalid-input] with every wrong field; AppError[limit-reached] with too many open ones.
 */
export async function createRequest(
  db: Db,
  actor: Actor,
  draft: RequestDraft,
  of: { programme: 'research' | 'class'; classId?: string } = { programme: 'research' },
): Promise<RequestView> {
  const clusters = await db.selectFrom('clusters').select('name').execute();
  const asked = readRequestDraft(
    draft,
    clusters.map((cluster) => cluster.name),
  );
  const programme = await getProgramme(db, of.programme);
  const request: NewRequest = {
    ...asked,
    personId: actor.personId,
    programmeId: programme.id,
    classId: of.classId ?? null,
    askedMilliGpuSeconds: BigInt(asked.askedMilliGpuSeconds),
  };
  return db.transaction().execute(async (trx) => {
    await lockRequestsOfPerson(trx, actor.personId);
    const id = (await findTwin(trx, request)) ?? (await submit(trx, actor, request));
    return getRequest(trx, actor, id);
  });
}

async function submit(trx: Trx, actor: Actor, request: NewRequest): Promise<string> {
  const limit = limits.openRequestsPerPerson;
  if ((await countOpenRequests(trx, actor.personId)) >= limit) {
    throw new AppError('limit-reached', { details: { limit } });
  }
  const id = await insertRequest(trx, request);
  await insertRequestEvent(trx, {
    requestId: id,
    personId: actor.personId,
    kind: 'submitted',
    amount: request.askedMilliGpuSeconds,
  });
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action: 'request.submitted',
    subjectKind: 'request',
    subjectId: id,
    detail: { askedMilliGpuSeconds: Number(request.askedMilliGpuSeconds) },
    requestId: actor.requestId,
  });
  await tellOfRequest(trx, { id, personId: actor.personId });
  return id;
}
