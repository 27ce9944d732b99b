import { z } from 'zod';
import {
  deletePasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  takeChallenge,
} from '#db/queries/people/passkeys';
import { confirmSession } from '#db/queries/people/sessions';
import type { Actor } from '../../../actor';
import type { PasskeyOptions } from '../../../bridge/identity/port';
import { AppError } from '../../../contract/app-error';
import { isUuid } from '../../../contract/ids';
import { limits } from '../../../contract/limits';
import type { Added } from '../../../second-factor-services';
import type { SecondFactorDeps } from './deps';
import { mustBeFresh } from './must-be-fresh';
import { mustKeepOne } from './must-keep-one';
import { noteChange } from './note-change';
import { makeFirstCodes } from './recovery-codes';
import { toKnown } from './to-known';

/** As long as the browser waits for its person. */
export const challengeMs = 5 * 60_000;

/** @see SecondFactorServices.startPasskey */
export async function startPasskey(deps: SecondFactorDeps, actor: Actor): Promise<PasskeyOptions> {
  return deps.db.transaction().execute(async (trx) => {
    const { sessionId } = await mustBeFresh(trx, actor);
    const known = await listPasskeys(trx, actor.personId);
    if (known.length >= limits.passkeysPerPerson)
      throw new AppError('limit-reached', { details: { limit: limits.passkeysPerPerson } });
    const person = { id: actor.personId, email: actor.email, displayName: actor.displayName };
    const options = await deps.passkeys.addOptions(person, known.map(toKnown));
    await insertChallenge(trx, {
      challenge: options.challenge,
      purpose: 'add',
      bound_to: sessionId,
      expires_at: new Date(Date.now() + challengeMs),
    });
    return options;
  });
}

const nameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  );

/** @see SecondFactorServices.addPasskey */
export async function addPasskey(
  deps: SecondFactorDeps,
  actor: Actor,
  made: { response: unknown; name: string },
): Promise<Added> {
  const name = nameSchema.safeParse(made.name);
  if (!name.success) throw new AppError('invalid-input', { fields: { name: 'invalid-input' } });
  if (actor.via.kind !== 'session') throw new AppError('not-allowed');
  const boundTo = actor.via.sessionId;
  // Before the transaction: the challenge is used up whatever comes of it.
  const facts = await deps.passkeys.checkAdded(made.response, (challenge) =>
    takeChallenge(deps.db, { challenge, purpose: 'add', bound_to: boundTo }),
  );
  return deps.db.transaction().execute(async (trx) => {
    const { sessionId } = await mustBeFresh(trx, actor);
    const row = await insertPasskey(trx, {
      person_id: actor.personId,
      credential_id: facts.credentialId,
      public_key: Buffer.from(facts.publicKey),
      use_count: facts.useCount,
      transports: [...facts.transports],
      name: name.data,
    });
    if (!row) throw new AppError('passkey-refused');
    await confirmSession(trx, sessionId, 'passkey');
    await noteChange(trx, deps, actor, 'passkey.added');
    return { recoveryCodes: await makeFirstCodes(trx, actor.personId) };
  });
}

/** @see SecondFactorServices.removePasskey */
export async function removePasskey(deps: SecondFactorDeps, actor: Actor, passkeyId: string): Promise<void> {
  if (!isUuid(passkeyId)) throw new AppError('not-found');
  await deps.db.transaction().execute(async (trx) => {
    await mustBeFresh(trx, actor);
    if (!(await deletePasskey(trx, actor.personId, passkeyId))) throw new AppError('not-found');
    await mustKeepOne(trx, actor.personId);
    await noteChange(trx, deps, actor, 'passkey.removed');
  });
}
