import type { Db } from '#db/client';
import type { RequestRow } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { RequestServices, RequestView } from '../../hours-services';
import { readWords } from './request-draft';
import { mailOfRequest, type RequestMailDependencies } from './request-mails';
import { grantRequest } from './grant-request';
import { takeStep, type Step } from './request-step';

type Decision = Parameters<RequestServices['decide']>[2];

/**
 * Grants all or part, or declines. A grant makes the allocation, its ledger account and a transfer signed by the decision in the
 * same transaction as the decision, the audit line and the mail. A reason is needed unless all is granted.
 * A second click gets changed-meanwhile and grants nothing.
 * @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state | invalid-input]
 */
export function decideRequest(
  deps: RequestMailDependencies & { db: Db },
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<RequestView> {
  return takeStep(deps.db, actor, id, { act: 'decide', version: decision.version }, (request) => {
    const amount = readAmount(decision, request);
    const kind = outcomeOf(amount, request);
    const isReasonNeeded = kind !== 'granted' || decision.reason.trim() !== '';
    const body = isReasonNeeded ? readWords(decision.reason, 'reason') : '';
    const step: Step = {
      to: kind,
      kind,
      body,
      isDecision: true,
      also: async (trx) => {
        if (amount !== undefined) await grantRequest(trx, request, { amount, grantedBy: actor.personId });
        await mailOfRequest(trx, deps, { id, personId: request.person_id }, kind);
      },
    };
    return amount === undefined ? step : { ...step, amount };
  });
}

function readAmount(decision: Decision, request: RequestRow): bigint | undefined {
  if (decision.amountMilliGpuSeconds === undefined) return undefined;
  const isWhole = Number.isSafeInteger(decision.amountMilliGpuSeconds) && decision.amountMilliGpuSeconds > 0;
  const amount = isWhole ? BigInt(decision.amountMilliGpuSeconds) : 0n;
  if (amount > 0n && amount <= request.asked_milli_gpu_seconds) return amount;
  throw new AppError('invalid-input', { fields: { amountMilliGpuSeconds: 'invalid-input' } });
}

function outcomeOf(amount: bigint | undefined, request: RequestRow) {
  if (amount === undefined) return 'declined';
  return amount === request.asked_milli_gpu_seconds ? 'granted' : 'partly-granted';
}
