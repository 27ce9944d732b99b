import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { AppError } from '../../contract/app-error';
import type { PasskeyFacts, Passkeys } from './port';

/** How long a browser has to answer; people look for their phone. */
const timeout = 5 * 60_000;

/**
 * Passkeys of the portal's own origin. Each wants the person verified (finger, face, PIN), so that one passkey alone is a second factor.
 * The relying party is the host of `url`; an app's page below it could ask with the same name, and is refused by its origin.
 * @see WebAuthn Level 3, §13.4.9 (validating the origin)
 */
export function makePasskeys(url: string): Passkeys {
  const rpID = new URL(url).hostname;
  const expected = { expectedOrigin: url, expectedRPID: rpID, requireUserVerification: true };
  return {
    addOptions: (person, known) =>
      generateRegistrationOptions({
        rpName: 'Modu',
        rpID,
        userName: person.email ?? person.displayName,
        userDisplayName: person.displayName,
        userID: new TextEncoder().encode(person.id),
        timeout,
        attestationType: 'none',
        excludeCredentials: known.map(toDescriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    askOptions: (known) =>
      generateAuthenticationOptions({
        rpID,
        timeout,
        userVerification: 'required',
        ...(known && {
          allowCredentials: known.map(toDescriptor),
        }),
      }),
    checkAdded: (response, takeChallenge) =>
      orRefuse(async () => {
        const { registrationInfo } = await verifyRegistrationResponse({
          ...expected,
          response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
          expectedChallenge: takeChallenge,
        });
        if (!registrationInfo) throw new AppError('passkey-refused');
        const { id, publicKey, counter, transports } = registrationInfo.credential;
        return { credentialId: id, publicKey, useCount: BigInt(counter), transports: transports ?? [] };
      }),
    credentialIdOf: (response) => {
      const id = (response as { id?: unknown } | null)?.id;
      return typeof id === 'string' && id.length <= 2000 ? id : undefined;
    },
    checkUsed: (response, known, takeChallenge) =>
      orRefuse(async () => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          ...expected,
          response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
          expectedChallenge: takeChallenge,
          credential: toCredential(known),
        });
        if (!verified) throw new AppError('passkey-refused');
        return { useCount: BigInt(authenticationInfo.newCounter) };
      }),
  };
}

const toDescriptor = ({ credentialId, transports }: Pick<PasskeyFacts, 'credentialId' | 'transports'>) => ({
  id: credentialId,
  transports: [...transports],
});

const toCredential = ({ credentialId, publicKey, useCount, transports }: PasskeyFacts) => ({
  id: credentialId,
  publicKey: new Uint8Array(publicKey),
  counter: Number(useCount),
  transports: [...transports],
});

/** Whatever a browser sends can be refused by the library in many words; a person can do one thing about all of them. */
async function orRefuse<Result>(check: () => Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (cause) {
    throw new AppError('passkey-refused', { cause });
  }
}
