import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { extendByWait } from '#db/queries/allocations/extend-by-wait';
import { derivedId } from '#db/queries/ledger/derived-id';
import { grantHours } from '#db/queries/ledger/grant-hours';
import type { RequestRow } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { RequestView } from '../../hours-services';
import { mailToReviewer } from '../reviews/review-mails';
import { readWords } from './request-draft';
import { mailOfRequest, type RequestMailDependencies } from './request-mails';
import { takeStep } from './request-step';

type Deps = RequestMailDependencies & { db: Db };

/** The person hands in the report; those who reviewed the request get a mail. @throws AppError[not-found | not-allowed | wrong-state | invalid-input] */
export function handInReport(deps: Deps, actor: Actor, id: string, body: string): Promise<RequestView> {
  return takeStep(deps.db, actor, id, { act: 'report' }, (request) => ({
    to: request.state,
    kind: 'report',
    report: 'handed-in',
    body: readWords(body, 'report'),
    also: async (trx) => {
      for (const personId of request.reviewedIds)
        await mailToReviewer(trx, deps, { requestId: id, personId }, 'report');
    },
  }));
}

/**
 * Accepts a report, which gives the rest of the hours in the same transaction; or hands it back with a reason. A second click gets
 * changed-meanwhile and grants nothing. @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state | invalid-input]
 */
export function judgeReport(
  deps: Deps,
  actor: Actor,
  id: string,
  answer: { isAccepted: boolean; reason: string; version: number },
): Promise<RequestView> {
  return takeStep(deps.db, actor, id, { act: 'judgeReport', version: answer.version }, (request) => {
    const kind = answer.isAccepted ? 'report-accepted' : 'report-returned';
    const later = request.later_milli_gpu_seconds;
    if (later === null) throw new AppError('wrong-state');
    return {
      to: request.state,
      kind,
      report: answer.isAccepted ? 'accepted' : 'returned',
      body: answer.isAccepted ? '' : readWords(answer.reason, 'reason'),
      ...(answer.isAccepted && { amount: later }),
      also: async (trx) => {
        if (answer.isAccepted) await grantRest(trx, actor, request, later);
        await mailOfRequest(trx, deps, { id, personId: request.person_id }, kind);
      },
    };
  });
}

/** The id of the transfer follows from the request: the rest comes once. Waiting for the reviewer costs no day. */
async function grantRest(trx: Trx, actor: Actor, request: RequestRow, amount: bigint): Promise<void> {
  await grantHours(trx, {
    transferId: derivedId(request.id, 'second grant'),
    ledgerAccountId: derivedId(request.id, 'account'),
    amount,
    requestId: request.id,
    personId: actor.personId,
    note: request.programmeName,
  });
  await extendByWait(trx, request.id);
  await announce(trx, { person: request.person_id }, { kind: 'hours' });
}
