import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';

/** Lets the open pages of the person, the reviewers and the administrators know that a request changed. */
export async function tellOfRequest(trx: Trx, request: { id: string; personId: string }): Promise<void> {
  const event = { kind: 'request', requestId: request.id } as const;
  await announce(trx, { person: request.personId }, event);
  await announce(trx, { role: 'reviewer' }, event);
  await announce(trx, { role: 'administrator' }, event);
}
