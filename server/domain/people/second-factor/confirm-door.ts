import { createHash } from 'node:crypto';
import type { Trx } from '#db/client';
import {
  findPasskey,
  insertChallenge,
  listPasskeys,
  notePasskeyUse,
  takeChallenge,
  type PasskeyRow,
} from '#db/queries/people/passkeys';
import { findPerson } from '#db/queries/people/people';
import { takeRecoveryCode } from '#db/queries/people/recovery-codes';
import { findSecondFactors } from '#db/queries/people/second-factors';
import { confirmSession } from '#db/queries/people/sessions';
import { findTotpKey, takeTotpStep } from '#db/queries/people/totp-keys';
import { recordAudit } from '#db/queries/record-audit';
import type { PasskeyOptions } from '../../../bridge/identity/port';
import { AppError } from '../../../contract/app-error';
import type { ConfirmedBy } from '../../../contract/second-factor';
import { queueMail } from '../queue-mail';
import type { SecondFactorDeps } from './deps';
import { challengeMs } from './passkeys';
import { hashRecoveryCode } from './recovery-codes';
import { takeTry } from './take-try';
import { toKnown } from './to-known';
import { openTotpKey } from './totp';

/** Whose session it is, for a door that stands before anybody is let in. */
export interface Waiting {
  sessionId: string;
  personId: string;
  requestId: string;
}

/** The doors that a second factor opens: a session that waits for it, and a sign-in by a passkey alone. */
export interface ConfirmDoor {
  /** What the person of a session confirms with. */
  whatHas(personId: string): Promise<{ hasPasskey: boolean; hasTotp: boolean }>;
  /** What the browser signs; good for one answer within 5 min, in this session. */
  startConfirm(waiting: Waiting): Promise<PasskeyOptions>;
  /** Confirms the session. @throws AppError[passkey-refused | code-wrong | too-many-tries] */
  confirm(waiting: Waiting, proof: { passkey: unknown } | { code: string }): Promise<void>;
  /** The same for a browser in which nobody is signed in; bound to a secret that only this browser has. */
  startSignIn(browserSecret: string): Promise<PasskeyOptions>;
  /** Whose passkey it is. @throws AppError[passkey-refused] */
  signIn(browserSecret: string, response: unknown): Promise<{ personId: string }>;
}

/** Opens nothing by itself: sessions are the identity's. */
export function makeConfirmDoor(deps: SecondFactorDeps): ConfirmDoor {
  const { db, passkeys } = deps;
  const keep = (challenge: string, purpose: 'confirm' | 'sign-in', boundTo: string) =>
    insertChallenge(db, {
      challenge,
      purpose,
      bound_to: boundTo,
      expires_at: new Date(Date.now() + challengeMs),
    });
  return {
    whatHas: (personId) => findSecondFactors(db, personId),
    startConfirm: async ({ sessionId, personId }) => {
      const options = await passkeys.askOptions((await listPasskeys(db, personId)).map(toKnown));
      await keep(options.challenge, 'confirm', sessionId);
      return options;
    },
    confirm: async (waiting, proof) => {
      const prove = await checkProof(deps, waiting, proof);
      await db.transaction().execute(async (trx) => {
        const confirmedBy = await prove(trx);
        await confirmSession(trx, waiting.sessionId, confirmedBy);
        await recordAudit(trx, {
          actorPersonId: waiting.personId,
          action: 'session.confirmed',
          subjectKind: 'session',
          subjectId: waiting.sessionId,
          detail: { confirmedBy },
          requestId: waiting.requestId,
        });
      });
    },
    startSignIn: async (browserSecret) => {
      const options = await passkeys.askOptions(undefined);
      await keep(options.challenge, 'sign-in', hashSecret(browserSecret));
      return options;
    },
    signIn: async (browserSecret, response) => {
      const bound = { purpose: 'sign-in' as const, bound_to: hashSecret(browserSecret) };
      const { row, useCount } = await checkPasskey(deps, response, bound);
      if (!(await notePasskeyUse(db, row.id, useCount))) throw new AppError('passkey-refused');
      return { personId: row.person_id };
    },
  };
}

const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What can be told before the transaction; in it the proof is used up. */
async function checkProof(
  deps: SecondFactorDeps,
  { personId, sessionId }: Waiting,
  proof: { passkey: unknown } | { code: string },
): Promise<(trx: Trx) => Promise<ConfirmedBy>> {
  if ('passkey' in proof) {
    const bound = { purpose: 'confirm' as const, bound_to: sessionId };
    const { row, useCount } = await checkPasskey(deps, proof.passkey, bound);
    if (row.person_id !== personId) throw new AppError('passkey-refused');
    return async (trx) => {
      if (!(await notePasskeyUse(trx, row.id, useCount))) throw new AppError('passkey-refused');
      return 'passkey';
    };
  }
  await takeTry(deps, personId);
  return async (trx) => {
    if (await useTotp(trx, deps, personId, proof.code)) return 'totp';
    if (await useRecoveryCode(trx, deps, personId, proof.code)) return 'recovery-code';
    throw new AppError('code-wrong', { fields: { code: 'code-wrong' } });
  };
}

/** Whose passkey answered; the challenge is used up whatever comes of it. */
async function checkPasskey(
  { db, passkeys }: SecondFactorDeps,
  response: unknown,
  bound: { purpose: 'confirm' | 'sign-in'; bound_to: string },
): Promise<{ row: PasskeyRow; useCount: bigint }> {
  const credentialId = passkeys.credentialIdOf(response);
  const row = credentialId === undefined ? undefined : await findPasskey(db, credentialId);
  if (!row || row.disabled_at) throw new AppError('passkey-refused');
  const { useCount } = await passkeys.checkUsed(response, toKnown(row), (challenge) =>
    takeChallenge(db, { challenge, ...bound }),
  );
  return { row, useCount };
}

async function useTotp(trx: Trx, deps: SecondFactorDeps, personId: string, typed: string): Promise<boolean> {
  const key = await findTotpKey(trx, personId);
  if (!key) return false;
  const step = deps.codes.stepOf(openTotpKey(deps, key.sealed_key), typed.replace(/\s/g, ''));
  return step !== undefined && takeTotpStep(trx, personId, step, { proves: false });
}

async function useRecoveryCode(
  trx: Trx,
  deps: SecondFactorDeps,
  personId: string,
  typed: string,
): Promise<boolean> {
  const hash = hashRecoveryCode(typed);
  if (hash === undefined || !(await takeRecoveryCode(trx, personId, hash))) return false;
  const person = await findPerson(trx, personId);
  if (person)
    await queueMail(trx, deps.addMailTask, {
      to: person.email,
      kind: 'recovery-code-used',
      locale: person.locale,
      values: { link: `${deps.url}/settings/second-factor` },
    });
  return true;
}
