import { createHash, randomBytes } from 'node:crypto';
import type { Trx } from '#db/client';
import { countRecoveryCodes, replaceRecoveryCodes } from '#db/queries/people/recovery-codes';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import type { SecondFactorDeps } from './deps';
import { mustBeFresh } from './must-be-fresh';
import { noteChange } from './note-change';

/** Without I, L, O and U, which are read as others. @see Crockford's base 32 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codesAtOnce = 10;

/** Sixteen signs of 32: 80 bits, which a plain hash keeps safe. */
const makeCode = (): string =>
  Array.from(randomBytes(16), (byte) => alphabet[byte % 32])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** What the database keeps of a code, however it was typed; undefined for what cannot be one. Never throws. */
export function hashRecoveryCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (code.length !== 16 || [...code].some((sign) => !alphabet.includes(sign))) return undefined;
  return createHash('sha256').update(`recovery ${code}`).digest('hex');
}

/** Makes a person's codes anew; the only time that they are seen. */
async function makeCodes(trx: Trx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesAtOnce }, makeCode);
  await replaceRecoveryCodes(
    trx,
    personId,
    codes.map((code) => hashRecoveryCode(code) ?? ''),
  );
  return codes;
}

/** Codes for who has none; undefined for who has. */
export const makeFirstCodes = async (trx: Trx, personId: string): Promise<string[] | undefined> =>
  (await countRecoveryCodes(trx, personId)) === 0 ? makeCodes(trx, personId) : undefined;

/** @see SecondFactorServices.renewRecoveryCodes */
export async function renewRecoveryCodes(deps: SecondFactorDeps, actor: Actor): Promise<string[]> {
  return deps.db.transaction().execute(async (trx) => {
    const { has } = await mustBeFresh(trx, actor);
    if (!has.hasPasskey && !has.hasTotp) throw new AppError('wrong-state');
    const codes = await makeCodes(trx, actor.personId);
    await noteChange(trx, deps, actor, 'recovery-codes.made');
    return codes;
  });
}
