import type { Db, Trx } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import { insertRequestEvent } from '#db/queries/requests/request-events';
import { lockRequest, moveRequest, type RequestRow } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { ReportState, RequestAct, RequestEventKind, RequestState } from '../../contract/requests';
import type { RequestView } from '../../hours-services';
import { getRequest } from './read-requests';
import { maySee, must } from './request-policy';
import { tellOfRequest } from './tell-of-request';

export interface StepAsked {
  act: RequestAct;
  /** The version that the actor's page showed; undefined where the person cannot be wrong about it. */
  version?: number;
}

export interface Step {
  to: RequestState;
  kind: RequestEventKind;
  body?: string;
  /** Of a grant. */
  amount?: bigint;
  /** Whether this is the decision. */
  isDecision?: boolean;
  /** What becomes of the report. */
  report?: ReportState;
  /** Whether this is the adviser's confirmation. */
  isConfirmation?: boolean;
  /** What else belongs into the transaction. */
  also?(trx: Trx, request: RequestRow): Promise<void>;
}

/**
 * Moves a request by one step, all or nothing: lock, is it still what they saw, may they, the step, the audit line, the news.
 * plan: reads what was typed and says what to do; it runs last, so that nobody learns more than they may.
 * @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state], and whatever `plan` and `also` throw.
 */
export async function takeStep(
  db: Db,
  actor: Actor,
  id: string,
  asked: StepAsked,
  plan: (request: RequestRow) => Step,
): Promise<RequestView> {
  if (!isUuid(id)) throw new AppError('not-found');
  return db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request || !maySee(actor, request)) throw new AppError('not-found');
    // Before the state: a second click must hear that the page is old, not that the request is closed.
    if (asked.version !== undefined && asked.version !== request.version)
      throw new AppError('changed-meanwhile');
    must(actor, asked.act, request);
    const step = plan(request);
    await write(trx, actor, request, step);
    await step.also?.(trx, request);
    await tellOfRequest(trx, { id, personId: request.person_id });
    return getRequest(trx, actor, id);
  });
}

async function write(trx: Trx, actor: Actor, request: RequestRow, step: Step): Promise<void> {
  const amount = step.amount === undefined ? {} : { amount: step.amount };
  await moveRequest(trx, request.id, {
    state: step.to,
    ...(step.isDecision && { decidedBy: actor.personId }),
    ...(step.report && { report: step.report }),
    ...(step.isConfirmation && { adviserId: actor.personId }),
    ...(step.isDecision && step.amount !== undefined && { grantedMilliGpuSeconds: step.amount }),
  });
  await insertRequestEvent(trx, {
    requestId: request.id,
    personId: actor.personId,
    kind: step.kind,
    body: step.body ?? '',
    ...amount,
  });
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action: `request.${step.kind}`,
    subjectKind: 'request',
    subjectId: request.id,
    detail: {
      version: request.version,
      ...(step.amount !== undefined && { amountMilliGpuSeconds: Number(step.amount) }),
    },
    requestId: actor.requestId,
  });
}
