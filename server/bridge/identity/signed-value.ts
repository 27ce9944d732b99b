import { createHmac, timingSafeEqual } from 'node:crypto';

/** A value that a browser keeps for us and cannot change: for `seconds`, for one purpose. Not hidden from who has the browser. */
export function signValue(secret: string, purpose: string, value: object, seconds: number): string {
  const until = Date.now() + seconds * 1000;
  const body = Buffer.from(JSON.stringify({ ...value, until })).toString('base64url');
  return `${body}.${macOf(secret, purpose, body)}`;
}

/** The value again; undefined when it is not ours, for another purpose, or too old. Never throws. */
export function readSignedValue(secret: string, purpose: string, text: string | undefined): unknown {
  const [body = '', mac = ''] = (text ?? '').split('.');
  const expected = macOf(secret, purpose, body);
  if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(expected)))
    return undefined;
  const value = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { until: number };
  return value.until > Date.now() ? value : undefined;
}

const macOf = (secret: string, purpose: string, body: string) =>
  createHmac('sha256', secret).update(`${purpose} ${body}`).digest('base64url');
