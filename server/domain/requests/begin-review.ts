import type { Trx } from '#db/client';
import { findRequest } from '#db/queries/requests/requests';
import { fillPanel } from '../reviews/fill-panel';
import { mailToAdviser } from './adviser-mails';
import type { RequestMailDependencies } from './request-mails';

/** What follows a request that was sent: its adviser is asked first, otherwise its reviewers. Needs the caller's transaction. */
export async function beginReview(trx: Trx, deps: RequestMailDependencies, id: string): Promise<void> {
  const request = await findRequest(trx, id);
  if (request?.state === 'with-adviser') await mailToAdviser(trx, deps, request);
  else await fillPanel(trx, deps, id);
}
