import { expect, test } from 'vitest';
import { knockValue, readKnock, splitCookies } from './entry-cookies';
import { answerHeaders, requestHeaders } from './headers';

const origin = 'https://01jd.apps.example.net';
const locationOf = (location: string) => {
  const kept = answerHeaders(['Location', location], { origin, isSandboxed: false });
  return kept?.[kept.indexOf('Location') + 1];
};

test.each([
  ['/tree', '/tree'],
  ['login?next=%2F', 'login?next=%2F'],
  [`${origin}/a?b#c`, '/a?b#c'],
  // Apps know nothing of TLS in front of them.
  ['http://01jd.apps.example.net/a', '/a'],
  ['https://evil.example/', undefined],
  ['//evil.example/', undefined],
  ['\\\\evil.example/', undefined],
  ['/\\evil.example/', undefined],
  [`${origin}.evil.example/`, undefined],
  [`${origin}@evil.example/`, undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
])('a redirect to %s leads to %s', (location, path) => {
  expect(locationOf(location)).toBe(path);
});

test.each([
  ['public, max-age=60', 'private, max-age=60'],
  ['max-age=31536000, public, immutable', 'private, max-age=31536000, immutable'],
  ['s-maxage=5, max-age=1', 'private, max-age=1'],
  ['no-store', 'no-store'],
  ['no-cache', 'private, no-cache'],
])('%s is %s', (rule, kept) => {
  expect(answerHeaders(['Cache-Control', rule], { origin, isSandboxed: false })?.slice(0, 2)).toEqual([
    'Cache-Control',
    kept,
  ]);
});

test.each([
  ['/tree?a=1', '/tree?a=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [`/${'x'.repeat(5000)}`, '/'],
])('a knock that wanted %s goes back to %s', (path, kept) => {
  expect(readKnock(knockValue('k'.repeat(43), path))?.path).toBe(kept);
});

test('cookies of ours go to no app, whatever stands around them', () => {
  const { entry, knock, rest } = splitCookies(
    'a=1;__Host-modu-app=e; b=2 ;  __Host-modu-knock=k;__Host-modu-session=s; c',
  );
  expect({ entry, knock, rest }).toEqual({ entry: 'e', knock: 'k', rest: 'a=1; b=2; c' });
});

test('the header that proves the gateway is the gateway’s alone, whatever an app calls it', () => {
  const given = { secret: { name: 'X-App-Key', value: 'ours' }, cookies: '', scheme: 'https', host: 'a' };
  const kept = requestHeaders(['x-app-key', 'theirs', 'X-Forwarded-Host', 'evil', 'Accept', '*/*'], given);
  expect(kept).toEqual([
    'Accept',
    '*/*',
    'X-App-Key',
    'ours',
    'X-Forwarded-Proto',
    'https',
    'X-Forwarded-Host',
    'a',
  ]);
});
