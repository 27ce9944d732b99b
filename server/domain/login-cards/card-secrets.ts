import { createHmac, randomBytes } from 'node:crypto';
import type { LoginCardRow } from '#db/queries/login-cards/login-cards';
import type { Locale } from '../../contract/roles';
import { drawCode, readTypedCode } from '../typed-codes';
import { makeWords, readWords } from './card-words';

/** Six letters name a card; they open nothing by themselves. */
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
export const makeCardCode = (): string => drawCode(codeLength);

/** A card's name, however it was typed; undefined for what cannot be one. Never throws. */
export const readCardCode = (typed: string): string | undefined => readTypedCode(typed, codeLength);

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
