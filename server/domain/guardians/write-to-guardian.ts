import { createHash } from 'node:crypto';
import type { Trx } from '#db/client';
import { insertGuardianLink } from '#db/queries/guardians/links';
import type { ConsentRow } from '#db/queries/guardians/consents';
import type { ReceiptRow } from '#db/queries/guardians/receipts';
import { findText, wholeText, type ConsentMethod } from '../../contract/guardians';
import type { Locale } from '../../contract/roles';
import { queueMail } from '../people/queue-mail';
import type { GuardianDeps } from './guardian-deps';

type Known = Pick<ConsentRow, 'id' | 'locale'> & { guardian_email: string; expires_at: Date };

/** Mails a link that is good until the consent's time is over; earlier ones for it open nothing any more. */
export async function mailConsentLink(
  trx: Trx,
  { links, addMailTask, url }: Pick<GuardianDeps, 'links' | 'addMailTask' | 'url'>,
  consent: Known,
  letter: 'guardian-ask' | 'guardian-remind' | 'guardian-confirm',
  kind: 'agree' | 'confirm',
): Promise<void> {
  const { token, tokenHash } = links.make();
  await insertGuardianLink(trx, {
    token_hash: tokenHash,
    kind,
    consent_id: consent.id,
    guardian_email: consent.guardian_email,
    expires_at: consent.expires_at,
  });
  await queueMail(trx, addMailTask, {
    to: consent.guardian_email,
    kind: letter,
    locale: consent.locale,
    values: { link: `${url}/guardian/consent?token=${token}` },
  });
}

/** Mails what was written down, with where to see and undo it. */
export async function mailReceipt(
  trx: Trx,
  { addMailTask, url }: Pick<GuardianDeps, 'addMailTask' | 'url'>,
  to: { guardianEmail: string; locale: Locale },
  receipt: ReceiptRow,
): Promise<void> {
  await queueMail(trx, addMailTask, {
    to: to.guardianEmail,
    kind: receipt.kind === 'consent' ? 'guardian-receipt' : 'guardian-withdrawn',
    locale: to.locale,
    values: {
      link: `${url}/guardian`,
      receipt: receipt.id,
      at: instantText(receipt.at, to.locale),
      method: methodNames[receipt.method][to.locale],
      version: receipt.text_version,
      hash: receipt.text_hash,
    },
  });
}

const methodNames: Record<ConsentMethod, Record<Locale, string>> = {
  mail: { ko: '메일로 답하고 다시 확인', en: 'answered by mail and confirmed' },
  form: { ko: '서명한 동의서', en: 'signed form' },
  call: { ko: '전화로 글을 듣고 동의', en: 'by telephone, the text read out' },
};

/** A mail is read anywhere: it says which zone it means. */
const instantText = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'Asia/Seoul',
  }).format(at);

/** SHA-256 of a text as it was shown, in hex. @throws Error for a version that never was. */
export function hashText(version: string, locale: Locale): string {
  const text = findText(version);
  if (!text) throw new Error(`there is no consent text ${version}`);
  return createHash('sha256').update(wholeText(text, locale)).digest('hex');
}
