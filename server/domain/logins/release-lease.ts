import type { Trx } from '#db/client';
import { endLogin } from '#db/queries/clusters/logins';
import { deletePushedLimits } from '#db/queries/clusters/hour-limits';
import { lockLentLogin, writePoolLogin } from '#db/queries/clusters/pool-logins';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import type { AddTask } from '../launches/launch-deps';

/**
 * Takes a lent login back, in the caller's transaction: from now on it is nobody's, and it is cleaned before anybody else gets it. Whoever calls
 * has looked that nothing of its person lives there. false: it is not lent (any more). by: who took it back [nobody: it lay idle, or its
 * person left].
 */
export async function releaseLease(
  trx: Trx,
  addTask: AddTask,
  loginId: string,
  why: 'left' | 'idle' | 'taken-back',
  by?: Actor,
): Promise<boolean> {
  const lent = await lockLentLogin(trx, loginId);
  if (!lent) return false;
  await endLogin(trx, loginId);
  // The next push sets what is due for whoever gets it next.
  await deletePushedLimits(trx, loginId);
  await writePoolLogin(trx, lent.id, { state: 'cleaning', tries: 0, trouble: null });
  await addTask(trx, 'clean-login', { id: lent.id });
  await recordAudit(trx, {
    actorPersonId: by?.personId ?? null,
    action: 'login.released',
    subjectKind: 'login',
    subjectId: loginId,
    detail: { name: lent.name, why },
    ...(by && { requestId: by.requestId }),
  });
  return true;
}
