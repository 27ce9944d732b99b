import { expect, test } from 'vitest';
import { makeAppOrigins } from './app-origins';

const id = '01JD00000000000000000000ZZ';
const here = makeAppOrigins({ url: 'http://localhost:3000', appsDomain: 'localhost' });
const there = makeAppOrigins({ url: 'https://modu.example.kr', appsDomain: 'apps.example.net' });

test('an origin names its launch, and only in one form', () => {
  expect(here.originOf(id)).toBe('http://01jd00000000000000000000zz.localhost:3000');
  expect(there.originOf(id)).toBe('https://01jd00000000000000000000zz.apps.example.net');
  expect(here.launchOf(new URL(here.originOf(id)).host)).toBe(id);
  expect(there.launchOf(new URL(there.originOf(id)).host)).toBe(id);
});

test.each([
  ['localhost:3000', false],
  [undefined, false],
  ['evil.example', false],
  [`${id}.localhost`, false],
  [`${id}.localhost:22`, false],
  [`${id}.localhost:3000.evil.example`, false],
  [`x.${id}.localhost:3000`, true],
  ['short.localhost:3000', true],
  [`${id}@evil.localhost:3000`, true],
])('%s names no launch', (host, isApp) => {
  expect([here.launchOf(host), here.isApp(host)]).toEqual([undefined, isApp]);
});
