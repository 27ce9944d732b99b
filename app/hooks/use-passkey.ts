import { useState } from 'react';
import { paths } from '../paths';

export type PasskeyPurpose = 'sign-in' | 'confirm' | 'add';
/** What a person can do something about. */
export type PasskeyTrouble = 'failed' | 'unsupported' | 'exists';

/**
 * Asks the browser to make or use a passkey. `done` gets what it answered, as JSON for the server, which alone decides.
 * The part that talks to the device is loaded when the button is pressed.
 */
export function usePasskey(purpose: PasskeyPurpose, done: (response: string) => void) {
  const [isAsking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<PasskeyTrouble>();
  const ask = async () => {
    setTrouble(undefined);
    setAsking(true);
    try {
      done(await answerOf(purpose));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setAsking(false);
    }
  };
  return { isAsking, trouble, ask: () => void ask() };
}

async function answerOf(purpose: PasskeyPurpose): Promise<string> {
  const [browser, optionsJSON] = await Promise.all([
    import('@simplewebauthn/browser'),
    fetchOptions(purpose),
  ]);
  if (!browser.browserSupportsWebAuthn()) throw new Error('unsupported');
  const answer = await (purpose === 'add'
    ? browser.startRegistration({ optionsJSON })
    : browser.startAuthentication({ optionsJSON }));
  return JSON.stringify(answer);
}

async function fetchOptions(purpose: PasskeyPurpose) {
  const answer = await fetch(paths.passkeyOptions(), {
    method: 'POST',
    body: new URLSearchParams({ purpose }),
  });
  if (!answer.ok) throw new Error('failed');
  return answer.json();
}

/** Names of errors by the browser. @see WebAuthn Level 3, §6.3.2 and §6.3.3 */
function troubleOf(error: unknown): PasskeyTrouble {
  const { name, message } = error as Error;
  if (message === 'unsupported') return 'unsupported';
  return name === 'InvalidStateError' ? 'exists' : 'failed';
}
