import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
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

/**
 * A keyed hash of the network that an address is in (/24, or /48 of IPv6), to tell "here" from "elsewhere" and nothing more; empty for what
 * is no address. Pure.
 */
export function hashNetwork(secret: string, address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const network = isIPv4(plain)
    ? plain.split('.').slice(0, 3).join('.')
    : isIPv6(plain)
      ? firstGroups(plain).join(':')
      : undefined;
  if (network === undefined) return '';
  return createHmac('sha256', secret).update(`network ${network}`).digest('hex').slice(0, 32);
}

/** The first three groups of sixteen bits. @see RFC 4291 §2.2 */
function firstGroups(address: string): string[] {
  const [head = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  return [0, 1, 2].map((index) => Number.parseInt(groups[index] ?? '0', 16).toString(16));
}
