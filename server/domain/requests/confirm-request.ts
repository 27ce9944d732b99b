import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import type { RequestView } from '../../hours-services';
import { fillPanel } from '../reviews/fill-panel';
import { readWords } from './request-draft';
import { mailOfRequest, type RequestMailDependencies } from './request-mails';
import { takeStep } from './request-step';

/**
 * The adviser confirms, and the request goes to its reviewers; or refuses with a reason, and it ends. The person gets a mail either way.
 * @throws AppError[not-found | not-allowed | wrong-state | invalid-input]
 */
export function confirmRequest(
  deps: RequestMailDependencies & { db: Db },
  actor: Actor,
  id: string,
  answer: { isConfirmed: boolean; reason: string },
): Promise<RequestView> {
  const kind = answer.isConfirmed ? 'adviser-confirmed' : 'adviser-refused';
  return takeStep(deps.db, actor, id, { act: 'confirm' }, () => ({
    to: answer.isConfirmed ? 'submitted' : 'declined',
    kind,
    isConfirmation: answer.isConfirmed,
    body: answer.isConfirmed ? '' : readWords(answer.reason, 'reason'),
    also: async (trx, request) => {
      if (answer.isConfirmed) await fillPanel(trx, deps, id);
      await mailOfRequest(trx, deps, { id, personId: request.person_id }, kind);
    },
  }));
}
