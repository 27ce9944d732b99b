import { createHash, randomBytes } from 'node:crypto';
import type { SignInLinks } from './port';

/** A session ends 14 days after it was last used and 30 days after it began, whichever is first. */
export const sessionSeconds = { idle: 14 * 86_400, longest: 30 * 86_400 } as const;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** 256 random bits as 43 characters that need no escape in addresses. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a session's token. */
export const hashSessionToken = (token: string): string => sha256(token);

/** Tokens of sign-in links, hashed as Auth.js does it (`sha256(token + secret)`), because it looks them up. */
export function makeSignInLinks(secret: string): SignInLinks {
  const hash = (token: string) => sha256(`${token}${secret}`);
  return {
    hash,
    make: () => {
      const token = randomToken();
      return { token, tokenHash: hash(token) };
    },
  };
}
