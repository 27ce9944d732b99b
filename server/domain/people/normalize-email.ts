import { domainToASCII } from 'node:url';
import { AppError } from '../../contract/app-error';

/**
 * Turns what a person typed into the one form of their address: compatibility forms folded (NFKC), lower case, the domain in
 * punycode. Refuses whatever two programs could read as different mailboxes: several `@`, quotes, commas, comments, control and
 * invisible characters, local parts that are not ASCII, `%` and `!` (routing of old), addresses of machines.
 * @throws AppError[email-invalid]
 * @see RFC 5321 §4.1.2 and §4.5.3.1 (64 and 254 octets); GHSA-7rqj-j65f-68wh (an `@` that appears only after folding)
 */
export function normalizeEmail(typed: string): string {
  const folded = typed.slice(0, 1000).normalize('NFKC').trim().toLowerCase();
  const [local, domain, ...rest] = folded.split('@');
  if (local === undefined || domain === undefined || rest.length > 0) throw new AppError('email-invalid');
  const ascii = toAsciiDomain(domain);
  const email = `${local}@${ascii}`;
  if (!localPart.test(local) || local.length > 64 || ascii === undefined || email.length > 254)
    throw new AppError('email-invalid');
  return email;
}

/** Dots only between other characters. */
const localPart = /^[a-z0-9#$&*+/=?^_{|}~-]+(\.[a-z0-9#$&*+/=?^_{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** What the URL rules would read as something other than a part of a name, or drop without a word. */
const notInDomain = /[\s%/?#\\:[\]<>^|\p{Cc}\p{Cf}]/u;

function toAsciiDomain(domain: string): string | undefined {
  if (domain === '' || notInDomain.test(domain)) return undefined;
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  const isName = labels.length >= 2 && labels.every((part) => label.test(part));
  const hasTopLevel = /[a-z]/.test(labels.at(-1) ?? '');
  return isName && hasTopLevel && ascii.length <= 253 ? ascii : undefined;
}
