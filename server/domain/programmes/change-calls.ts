import type { Db, Trx } from '#db/client';
import { deleteCall, findResearchProgramme, insertCall } from '#db/queries/programmes/programmes';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { CallView } from '../../programme-services';
import { daysOf, isDay } from '../requests/request-period';
import { mustWrite } from './save-programme';

/** A year and a day: the longest call that is still a window. */
const longest = 366;

/** Adds a call, which may lie in the past: it says when requests came. @throws AppError[not-allowed | not-found | invalid-input] */
export function addCall(db: Db, actor: Actor, name: string, call: Omit<CallView, 'id'>): Promise<void> {
  return changeCalls(db, actor, name, async (trx, programmeId) => {
    const { opensOn, closesOn } = call;
    const fields: FieldErrors = {};
    if (!isDay(opensOn)) fields['opensOn'] = 'invalid-input';
    if (!isDay(closesOn)) fields['closesOn'] = 'invalid-input';
    else if (isDay(opensOn) && !(daysOf(opensOn, closesOn) >= 1 && daysOf(opensOn, closesOn) <= longest))
      fields['closesOn'] = 'invalid-input';
    if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
    if (!(await insertCall(trx, { programmeId, opensOn, closesOn })))
      throw new AppError('invalid-input', { fields: { opensOn: 'invalid-input' } });
    return { action: 'programme.call-added', detail: { opensOn, closesOn } };
  });
}

/** Takes a call away; requests that came in it stay. @throws AppError[not-allowed | not-found] */
export function removeCall(db: Db, actor: Actor, name: string, callId: string): Promise<void> {
  return changeCalls(db, actor, name, async (trx, programmeId) => {
    if (!isUuid(callId) || !(await deleteCall(trx, programmeId, callId))) throw new AppError('not-found');
    return { action: 'programme.call-removed', detail: { callId } };
  });
}

async function changeCalls(
  db: Db,
  actor: Actor,
  name: string,
  change: (trx: Trx, programmeId: string) => Promise<{ action: string; detail: Record<string, string> }>,
): Promise<void> {
  mustWrite(actor);
  await db.transaction().execute(async (trx) => {
    const row = await findResearchProgramme(trx, name);
    if (!row) throw new AppError('not-found');
    await recordAudit(trx, {
      ...(await change(trx, row.id)),
      actorPersonId: actor.personId,
      subjectKind: 'programme',
      subjectId: name,
      requestId: actor.requestId,
    });
  });
}
