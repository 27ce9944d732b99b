import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { LoginCardRow } from '#db/queries/login-cards/login-cards';
import type { Locale } from '../../contract/roles';
import { makeWords, readWords } from './card-words';

/** No letter or digit that is read as another (0 O, 1 I L, U V). Six of 30 name a card; they open nothing by themselves. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 6;

/** A school term of weekly lessons, and what fits a card. */
export const linesOnCard = 10;

/** What is printed on a card once and then known to nobody but the paper. */
export interface CardSecrets {
  /** 128 random bits, for the QR code. */
  qrSecret: string;
  lines: string[];
}

/** A new name for a card. Random. */
export const makeCardCode = (): string =>
  Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('');

/** A card's name as typed: any case, with spaces or dashes; undefined for what cannot be one. Never throws. */
export function readCardCode(typed: string): string | undefined {
  const code = typed.slice(0, 100).replace(/[\s-]/g, '').toUpperCase();
  return code.length === codeLength && [...code].every((letter) => letters.includes(letter))
    ? code
    : undefined;
}

/** New words and a new QR secret; no line twice. Random. */
export function makeSecrets(locale: Locale): CardSecrets {
  const lines = new Set<string>();
  while (lines.size < linesOnCard) lines.add(makeWords(locale));
  return { qrSecret: randomBytes(16).toString('base64url'), lines: [...lines] };
}

/** What was typed or scanned, in its one form; undefined for neither. Never throws. */
export const readSecret = (typed: string): string | undefined =>
  /^[\w-]{22}$/.test(typed.trim()) ? typed.trim() : readWords(typed);

/**
 * What is kept of a line. The key is not in the database, so that a copy of it cannot be searched for 32 bits of words. Bound to the card and to
 * its round. Pure.
 */
export const hashSecret = (key: Buffer, card: Pick<LoginCardRow, 'id' | 'round'>, secret: string): string =>
  createHmac('sha256', key).update(`${card.id} ${card.round} ${secret}`).digest('hex');

/** All of a card, the QR code's first. */
export const hashSecrets = (
  key: Buffer,
  card: Pick<LoginCardRow, 'id' | 'round'>,
  { qrSecret, lines }: CardSecrets,
): string[] => [qrSecret, ...lines].map((secret) => hashSecret(key, card, secret));
