import type { Trx } from '#db/client';
import { findPerson } from '#db/queries/people/people';
import { replaceRecoveryCodes } from '#db/queries/people/recovery-codes';
import { findSecondFactors } from '#db/queries/people/second-factors';
import { AppError } from '../../../contract/app-error';
import { needsSecondFactor } from '../../../contract/second-factor';

/**
 * After one was removed: a person whose role needs a second factor keeps one, and recovery codes go with the last one of who does not.
 * @throws AppError[wrong-state]
 */
export async function mustKeepOne(trx: Trx, personId: string): Promise<void> {
  const has = await findSecondFactors(trx, personId);
  if (has.hasPasskey || has.hasTotp) return;
  const person = await findPerson(trx, personId);
  if (person?.roles.some((role) => needsSecondFactor[role])) throw new AppError('wrong-state');
  await replaceRecoveryCodes(trx, personId, []);
}
