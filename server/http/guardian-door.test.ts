import { expect, test } from 'vitest';
import { signValue } from '../bridge/identity/signed-value';
import { makeGuardianDoor } from './guardian-door';

const secret = 'x'.repeat(40);
const holds = { handle: 'h', code: 'ABCD2345' };
const valueOf = (line: string) => line.split(';')[0] ?? '';

test('a child’s browser gives back what it was given, and nothing else counts', () => {
  const cookie = valueOf(makeGuardianDoor(secret, undefined).holdChild(holds));
  expect(makeGuardianDoor(secret, `a=b; ${cookie}`).child).toMatchObject(holds);
  const [body = '', mac = ''] = cookie.replace('__Host-modu-child=', '').split('.');
  const other = Buffer.from(JSON.stringify({ ...holds, until: Date.now() + 1e9 })).toString('base64url');
  const forged = [
    `${other}.${mac}`,
    `${body}.${'A'.repeat(mac.length)}`,
    body,
    '',
    // Ours, and for something else, or by another portal, or too old.
    signValue(secret, 'newcomer', holds, 60),
    signValue('y'.repeat(40), 'child', holds, 60),
    signValue(secret, 'child', holds, -1),
  ];
  for (const value of forged)
    expect(makeGuardianDoor(secret, `__Host-modu-child=${value}`).child).toBeUndefined();
});

test('both cookies are this origin’s alone, unseen by scripts, and end', () => {
  const door = makeGuardianDoor(secret, undefined);
  const lines = [door.holdChild(holds), door.holdSession({ session: 's', seconds: 1800 })];
  for (const line of lines)
    expect(line).toMatch(/^__Host-.*; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  expect(lines[1]).toContain('Max-Age=1800');
  for (const line of [door.forgetChild, door.forgetSession]) expect(line).toContain('=; ');
  expect(makeGuardianDoor(secret, valueOf(lines[1] ?? '')).session).toBe('s');
});
