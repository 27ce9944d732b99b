import { createHash, randomBytes } from 'node:crypto';

/** How long a ticket lets its browser in, and how long an entry lasts at most, in seconds. */
export const appSeconds = { ticket: 60, entry: 12 * 3600 } as const;

/** 256 random bits as 43 characters that need no escape in cookies and addresses. */
export const newAppToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token, and what the portal is told of a knock: 43 characters. Pure. */
export const hashAppToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Tells whether a text from outside has the form of a token or of a hash of one. Never throws. */
export const isAppToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
