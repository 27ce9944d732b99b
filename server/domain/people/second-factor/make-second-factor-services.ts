import type { SecondFactorServices } from '../../../second-factor-services';
import type { SecondFactorDeps } from './deps';
import { addPasskey, removePasskey, startPasskey } from './passkeys';
import { readSecondFactor } from './read-second-factor';
import { renewRecoveryCodes } from './recovery-codes';
import { resetSecondFactor } from './reset-second-factor';
import { proveTotp, removeTotp, startTotp } from './totp';

/** What a person sets up to confirm sign-ins with. Opens nothing. */
export function makeSecondFactorServices(deps: SecondFactorDeps): SecondFactorServices {
  return {
    read: (actor) => readSecondFactor(deps, actor),
    startPasskey: (actor) => startPasskey(deps, actor),
    addPasskey: (actor, made) => addPasskey(deps, actor, made),
    startTotp: (actor) => startTotp(deps, actor),
    proveTotp: (actor, code) => proveTotp(deps, actor, code),
    renewRecoveryCodes: (actor) => renewRecoveryCodes(deps, actor),
    removePasskey: (actor, passkeyId) => removePasskey(deps, actor, passkeyId),
    removeTotp: (actor) => removeTotp(deps, actor),
    reset: (actor, personId) => resetSecondFactor({ db: deps.db, mail: deps }, actor, personId),
  };
}
