import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { insertClassCode, revokeCode as revoke } from '#db/queries/classes/class-codes';
import type { Actor } from '../../actor';
import type { NewCodeView } from '../../class-services';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { drawCode, readTypedCode } from '../typed-codes';
import { auditClass } from './audit-class';
import { lockForAct } from './class-policy';

const codeLength = 8;
const dayMs = 86_400_000;

/** What the database keeps of a link's secret. Never throws. */
export const hashLinkSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What was typed or followed, as it is kept; undefined for what can be neither a code nor a link's secret. Never throws. */
export function readCode(typed: string): { code: string } | { linkHash: string } | undefined {
  if (/^[\w-]{22}$/.test(typed)) return { linkHash: hashLinkSecret(typed) };
  const code = readTypedCode(typed, codeLength);
  return code === undefined ? undefined : { code };
}

/**
 * Makes a code and a link that let people into the class for some days (1–30) and uses (1–400). The secret of the link is seen this
 * once. The code is short because it is typed: it lives briefly, and guessing meets a limit. @throws AppError as `lockForAct`, [invalid-input]
 */
export async function makeCode(
  db: Db,
  actor: Actor,
  classId: string,
  asked: { days: number; uses: number },
): Promise<NewCodeView> {
  const isRight = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;
  if (!isRight(asked.days, 30)) throw new AppError('invalid-input', { fields: { days: 'invalid-input' } });
  if (!isRight(asked.uses, limits.classSize))
    throw new AppError('invalid-input', { fields: { uses: 'invalid-input' } });
  const code = drawCode(codeLength);
  const linkSecret = randomBytes(16).toString('base64url');
  const id = newId();
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    await insertClassCode(trx, {
      id,
      class_id: classId,
      code,
      link_hash: hashLinkSecret(linkSecret),
      uses_left: asked.uses,
      expires_at: new Date(Date.now() + asked.days * dayMs),
      revoked_at: null,
      created_by: actor.personId,
    });
    await auditClass(trx, actor, 'code-made', classId, { codeId: id, uses: asked.uses, days: asked.days });
  });
  return { id, code, linkSecret };
}

/** Ends a code at once. Harmless when called twice. @throws AppError as `lockForAct` */
export async function revokeCode(db: Db, actor: Actor, classId: string, codeId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    if (!isUuid(codeId) || !(await revoke(trx, classId, codeId))) throw new AppError('not-found');
    await auditClass(trx, actor, 'code-revoked', classId, { codeId });
  });
}
