import type { Db } from '#db/client';
import type { RequestServices } from '../../hours-services';
import { beginReview } from './begin-review';
import { confirmRequest } from './confirm-request';
import { createRequest } from './create-request';
import { decideRequest } from './decide-request';
import { readEvidence } from './read-evidence';
import { getAdvised, getRequest, listRequests, listToConfirm, listToReview } from './read-requests';
import type { RequestMailDependencies } from './request-mails';
import { handInReport, judgeReport } from './report';
import { answer, askBack, withdraw } from './talk';

/** Asking for hours and deciding on it. Opens nothing. */
export function makeRequestServices(deps: RequestMailDependencies & { db: Db }): RequestServices {
  const { db } = deps;
  return {
    create: (actor, draft) =>
      createRequest(db, actor, draft, { begin: (trx, id) => beginReview(trx, deps, id) }),
    list: (actor, query) => listRequests(db, actor, query),
    get: (actor, id) => getRequest(db, actor, id),
    answer: (actor, id, body) => answer(db, actor, id, body),
    getAdvised: (actor, id) => getAdvised(db, actor, id),
    listToConfirm: (actor) => listToConfirm(db, actor),
    confirm: (actor, id, reply) => confirmRequest(deps, actor, id, reply),
    report: (actor, id, body) => handInReport(deps, actor, id, body),
    judgeReport: (actor, id, reply) => judgeReport(deps, actor, id, reply),
    withdraw: (actor, id) => withdraw(db, actor, id),
    listToReview: (actor, query) => listToReview(db, actor, query),
    evidence: (actor, id) => readEvidence(db, actor, id),
    askBack: (actor, id, body, version) => askBack(deps, actor, id, { body, version }),
    decide: (actor, id, decision) => decideRequest(deps, actor, id, decision),
  };
}
