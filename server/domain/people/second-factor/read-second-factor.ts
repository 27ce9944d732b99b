import { listPasskeys } from '#db/queries/people/passkeys';
import { findPerson } from '#db/queries/people/people';
import { countRecoveryCodes } from '#db/queries/people/recovery-codes';
import { findTotpKey, type TotpKeyRow } from '#db/queries/people/totp-keys';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import { needsSecondFactor } from '../../../contract/second-factor';
import type { SecondFactorView, TotpDraftView } from '../../../second-factor-services';
import { mustBeAtThePage } from '../people-policy';
import type { SecondFactorDeps } from './deps';
import { qrPath } from './qr-path';
import { openTotpKey } from './totp';

/** A key that nobody proved is not shown for ever. */
const draftMs = 15 * 60_000;

/** @see SecondFactorServices.read */
export async function readSecondFactor(deps: SecondFactorDeps, actor: Actor): Promise<SecondFactorView> {
  mustBeAtThePage(actor);
  const { db } = deps;
  const [person, passkeys, totp, recoveryCodesLeft] = await Promise.all([
    findPerson(db, actor.personId),
    listPasskeys(db, actor.personId),
    findTotpKey(db, actor.personId),
    countRecoveryCodes(db, actor.personId),
  ]);
  if (!person) throw new AppError('not-signed-in');
  return {
    passkeys: passkeys.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      usedAt: row.used_at ?? undefined,
    })),
    hasTotp: (totp?.proved_at ?? null) !== null,
    totpDraft: totp && readDraft(deps, actor, totp),
    recoveryCodesLeft,
    isRequired: person.roles.some((role) => needsSecondFactor[role]),
  };
}

function readDraft(deps: SecondFactorDeps, actor: Actor, row: TotpKeyRow): TotpDraftView | undefined {
  if (row.proved_at || Date.now() - row.created_at.getTime() > draftMs) return undefined;
  const key = openTotpKey(deps, row.sealed_key);
  const address = deps.codes.addressOf(key, actor.email ?? actor.displayName);
  return { key: key.replace(/(.{4})(?=.)/g, '$1 '), address, qr: qrPath(address) };
}
