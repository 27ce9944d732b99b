import type { Db, Trx } from '#db/client';
import { getProgramme } from '#db/queries/allocations/find-programme';
import { recordAudit } from '#db/queries/record-audit';
import { insertRequestEvent } from '#db/queries/requests/request-events';
import {
  countAdviserMails,
  countOpenRequests,
  findTwin,
  insertRequest,
  lockRequestsOfPerson,
  type NewRequest,
} from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { RequestDraft, RequestView } from '../../hours-services';
import { normalizeEmail } from '../people/normalize-email';
import { getOpenProgramme } from '../programmes/read-programmes';
import { getRequest } from './read-requests';
import { readRequestDraft } from './request-draft';
import { tellOfRequest } from './tell-of-request';

/**
 * Sends a request to the reviewers, or to the adviser first where the programme wants one. The same contents again within a minute are a
 * double click: the first request comes back. of.classId: whose hours [the person's own]; the caller has checked that the actor teaches it.
 * of.begin: what else belongs into the transaction of a request that was made.
 * @throws AppError[invalid-input] with every wrong field; AppError[limit-reached] with too many open ones, or too many mails to advisers.
 */
export async function createRequest(
  db: Db,
  actor: Actor,
  draft: RequestDraft,
  of: { classId?: string; begin?: (trx: Trx, id: string) => Promise<void> } = {},
): Promise<RequestView> {
  const clusters = await db.selectFrom('clusters').select('name').execute();
  const asked = readRequestDraft(
    draft,
    clusters.map((cluster) => cluster.name),
  );
  const request: NewRequest = {
    ...asked,
    ...(of.classId === undefined ? await inProgramme(db, actor, draft) : await ofClass(db)),
    personId: actor.personId,
    classId: of.classId ?? null,
    askedMilliGpuSeconds: BigInt(asked.askedMilliGpuSeconds),
  };
  return db.transaction().execute(async (trx) => {
    await lockRequestsOfPerson(trx, actor.personId);
    const id = (await findTwin(trx, request)) ?? (await submit(trx, actor, request, of.begin));
    return getRequest(trx, actor, id);
  });
}

type Where = Pick<NewRequest, 'programmeId' | 'adviserEmail'>;

const ofClass = async (db: Db): Promise<Where> => ({
  programmeId: (await getProgramme(db, 'class')).id,
  adviserEmail: null,
});

async function inProgramme(db: Db, actor: Actor, draft: RequestDraft): Promise<Where> {
  const { programme, needsAdviser } = await getOpenProgramme(db, actor, draft.programme ?? 'research');
  return {
    programmeId: programme.id,
    adviserEmail: needsAdviser ? readAdviser(draft.adviserEmail ?? '', actor) : null,
  };
}

/** Any mailbox but one's own: whether it is known here is told to nobody. */
function readAdviser(typed: string, actor: Actor): string {
  try {
    const email = normalizeEmail(typed);
    if (email !== actor.email) return email;
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
  throw new AppError('invalid-input', { fields: { adviserEmail: 'email-invalid' } });
}

async function submit(
  trx: Trx,
  actor: Actor,
  request: NewRequest,
  begin: ((trx: Trx, id: string) => Promise<void>) | undefined,
): Promise<string> {
  const limit = limits.openRequestsPerPerson;
  if ((await countOpenRequests(trx, actor.personId)) >= limit) {
    throw new AppError('limit-reached', { details: { limit } });
  }
  const mails = limits.adviserMailsPerDay;
  if (request.adviserEmail !== null && (await countAdviserMails(trx, actor.personId)) >= mails)
    throw new AppError('limit-reached', { details: { limit: mails } });
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
  await begin?.(trx, id);
  await tellOfRequest(trx, { id, personId: actor.personId });
  return id;
}
