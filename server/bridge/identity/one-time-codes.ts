import { Secret, TOTP } from 'otpauth';
import type { OneTimeCodes } from './port';

/** As every authenticator app takes it. @see RFC 6238 §4, RFC 4226 §5.3 */
const form = { issuer: 'Modu', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Six digits that change every 30 s; the step before and the one after are taken too, for clocks that are off. Pure but for `makeKey`. */
export const oneTimeCodes: OneTimeCodes = {
  // 160 bits, the length of the hash. @see RFC 4226 §4, R6
  makeKey: () => new Secret({ size: 20 }).base32,
  addressOf: (key, label) => new TOTP({ ...form, label, secret: Secret.fromBase32(key) }).toString(),
  stepOf: (key, code, now = new Date()) => {
    if (!/^\d{6}$/.test(code)) return undefined;
    const totp = new TOTP({ ...form, secret: Secret.fromBase32(key) });
    const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
    return delta === null ? undefined : Math.floor(now.getTime() / 1000 / form.period) + delta;
  },
};
