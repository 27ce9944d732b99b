import { deleteTotpKey, findTotpKey, putTotpDraft, takeTotpStep } from '#db/queries/people/totp-keys';
import { confirmSession } from '#db/queries/people/sessions';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import type { Added } from '../../../second-factor-services';
import { seal, unseal } from '../../secrets/seal';
import type { SecondFactorDeps } from './deps';
import { mustBeFresh } from './must-be-fresh';
import { mustKeepOne } from './must-keep-one';
import { noteChange } from './note-change';
import { makeFirstCodes } from './recovery-codes';
import { takeTry } from './take-try';

/** @see SecondFactorServices.startTotp */
export async function startTotp(deps: SecondFactorDeps, actor: Actor): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await mustBeFresh(trx, actor);
    const sealed = seal(deps.sealingKey, deps.codes.makeKey());
    if (!(await putTotpDraft(trx, actor.personId, sealed))) throw new AppError('wrong-state');
  });
}

/** @see SecondFactorServices.proveTotp */
export async function proveTotp(deps: SecondFactorDeps, actor: Actor, code: string): Promise<Added> {
  await takeTry(deps, actor.personId);
  return deps.db.transaction().execute(async (trx) => {
    const { sessionId } = await mustBeFresh(trx, actor);
    const draft = await findTotpKey(trx, actor.personId);
    if (!draft || draft.proved_at) throw new AppError('wrong-state');
    const step = deps.codes.stepOf(openTotpKey(deps, draft.sealed_key), code.replace(/\s/g, ''));
    if (step === undefined || !(await takeTotpStep(trx, actor.personId, step, { proves: true })))
      throw new AppError('code-wrong', { fields: { code: 'code-wrong' } });
    await confirmSession(trx, sessionId, 'totp');
    await noteChange(trx, deps, actor, 'totp.added');
    return { recoveryCodes: await makeFirstCodes(trx, actor.personId) };
  });
}

/** @see SecondFactorServices.removeTotp */
export async function removeTotp(deps: SecondFactorDeps, actor: Actor): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await mustBeFresh(trx, actor);
    if (!(await deleteTotpKey(trx, actor.personId))) throw new AppError('not-found');
    await mustKeepOne(trx, actor.personId);
    await noteChange(trx, deps, actor, 'totp.removed');
  });
}

/** The key for one-time codes, base32. @throws AppError[internal] when the portal's sealing key is another. */
export const openTotpKey = ({ sealingKey }: Pick<SecondFactorDeps, 'sealingKey'>, sealed: string): string =>
  unseal(sealingKey, sealed, 'the key of one-time codes');
