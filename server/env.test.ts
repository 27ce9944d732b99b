import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isLoopback, readEnv, SettingError, settingNames } from './env';

const real = {
  MODU_URL: 'https://modu.example.kr',
  MODU_SMTP_URL: 'smtp://mail.example.kr:587',
  MODU_MAIL_FROM: 'Modu <no-reply@example.kr>',
};

test('with nothing set it is the demo on this machine only', () => {
  expect(readEnv({})).toMatchObject({
    port: 3000,
    hosts: ['127.0.0.1', '::1'],
    dataFolder: '.modu',
    url: 'http://localhost:3000',
    role: 'all',
    isDemo: true,
  });
});

test('an empty value counts as not set', () => {
  expect(readEnv({ PORT: '', MODU_URL: ' ' }).url).toBe('http://localhost:3000');
});

const wrong: [string, string][] = [
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://x/y'],
  ['MODU_URL', 'modu.example.kr'],
  ['MODU_URL', 'https://modu.example.kr/path'],
  ['MODU_URL', 'https://name:secret@modu.example.kr'],
  ['MODU_APPS_DOMAIN', 'https://apps.example.kr'],
  ['MODU_ROLE', 'everything'],
  ['MODU_SECRET', 'short'],
  ['MODU_SMTP_URL', 'http://mail'],
  ['MODU_MAIL_FROM', 'nobody'],
  ['MODU_METRICS_TOKEN', 'short'],
  ['MODU_PROXY_HOPS', '-1'],
  ['MODU_TERMINAL_KEEP', '16'],
  ['MODU_SIGNER_SOCKET', 'sock'],
  ['MODU_STRIPE_KEY', 'pk_test_abc'],
  ['MODU_STRIPE_WEBHOOK_SECRETS', 'whsec_a,whsec_b,whsec_c'],
  ['MODU_STRIPE_URL', 'stripe'],
  ['MODU_HOUR_PACKS', '100:price_a'],
  ['MODU_VAT_PERCENT', '101'],
  ['MODU_SELLER', 'x'.repeat(301)],
  ['MODU_CONSENT_AGES', 'KR=14,KOREA=14'],
  ['MODU_CONSENT_AGES', 'KR=19'],
  ['MODU_IDLE_ASK', '3'],
  ['MODU_IDLE_STOP', '0'],
  ['MODU_DEMO', 'yes'],
  ['LOG_LEVEL', 'loud'],
];
test.each(wrong)('%s=%s stops the start with one sentence that names it', (name, value) => {
  expect(() => readEnv({ ...real, [name]: value })).toThrow(
    expect.objectContaining({
      name: 'SettingError',
      message: expect.stringMatching(new RegExp(`^${name} .*\\.$`)),
    }),
  );
});

test('a wrong secret is not repeated in the sentence', () => {
  expect(() => readEnv({ MODU_SECRET: 'hunter2' })).toThrow(
    expect.not.stringContaining('hunter2') as unknown as Error,
  );
});

test.each([
  { HOST: '0.0.0.0' },
  { HOST: '::' },
  { MODU_URL: 'https://modu.example.kr' },
  { HOST: '192.168.0.7' },
])('the demo refuses to be public: %o', (source) => {
  expect(() => readEnv(source)).toThrow(SettingError);
  expect(() => readEnv(source)).toThrow(/real shell on this machine/);
});

test('a database or a mail server of its own turns the demo off, MODU_DEMO=on turns it on again', () => {
  const DATABASE_URL = 'postgres://modu@db/modu';
  expect(readEnv({ ...real, DATABASE_URL }).isDemo).toBe(false);
  expect(readEnv({ DATABASE_URL, MODU_DEMO: 'on' }).isDemo).toBe(true);
});

test('outside the demo the address, the mail server and the sender are needed, and TLS', () => {
  for (const name of Object.keys(real))
    expect(() => readEnv({ ...real, MODU_DEMO: 'off', [name]: '' })).toThrow(
      new RegExp(`^${name} is missing`),
    );
  expect(() => readEnv({ ...real, MODU_URL: 'http://modu.example.kr' })).toThrow(/https/);
});

test('apps have a domain of their own: of this machine by itself, elsewhere only when it is given and not the portal’s', () => {
  expect(readEnv({}).appsDomain).toBe('localhost');
  const outside = { ...real, MODU_DEMO: 'off' };
  expect(readEnv(outside).appsDomain).toBeUndefined();
  expect(readEnv({ ...outside, MODU_APPS_DOMAIN: 'apps.example.net' }).appsDomain).toBe('apps.example.net');
  for (const shared of ['example.kr', 'modu.example.kr'])
    expect(() => readEnv({ ...outside, MODU_APPS_DOMAIN: shared })).toThrow(/serves nothing else/);
});

test('a part alone needs a database that it shares', () => {
  expect(() => readEnv({ MODU_ROLE: 'worker' })).toThrow(/^DATABASE_URL is missing/);
});

const selling = {
  MODU_STRIPE_KEY: 'sk_test_a',
  MODU_STRIPE_WEBHOOK_SECRETS: 'whsec_a,whsec_b',
  MODU_HOUR_PACKS: '100=price_a,500=price_b',
  MODU_SELLER: 'Modu, 123-45-67890',
};

test('hours are sold with all that it needs, or not at all', () => {
  expect(readEnv({}).stripe).toBeUndefined();
  const { stripe, hours } = readEnv(selling);
  expect(stripe).toEqual({ key: 'sk_test_a', webhookSecrets: ['whsec_a', 'whsec_b'], url: undefined });
  expect(hours).toEqual({
    packs: [
      { name: '100', milliGpuSeconds: 360_000_000, priceId: 'price_a' },
      { name: '500', milliGpuSeconds: 1_800_000_000, priceId: 'price_b' },
    ],
    vatPercent: 10,
    seller: 'Modu, 123-45-67890',
  });
  for (const name of Object.keys(selling))
    expect(() => readEnv({ ...selling, [name]: '' })).toThrow(new RegExp(`^${name} is missing: to sell`));
  expect(() => readEnv({ ...selling, MODU_STRIPE_KEY: 'sk_live_a' })).toThrow(/use a test key/);
  expect(readEnv({ ...real, ...selling, MODU_STRIPE_KEY: 'sk_live_a' }).stripe?.key).toBe('sk_live_a');
});

test('loopback is told from what only looks like it', () => {
  expect(['localhost', '127.0.0.1', '127.1.2.3', '::1'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '127.0.0.1.example.kr', 'localhost.example.kr', '::', '10.0.0.1'].some(isLoopback)).toBe(
    false,
  );
});

test('every setting is explained to operators, and nothing else is', async () => {
  const text = await readFile(new URL('../docs/operators/settings.md', import.meta.url), 'utf8');
  const explained = [...text.matchAll(/^### `([A-Z_]+)`/gm)].map((match) => match[1]);
  expect([...explained].sort()).toEqual([...settingNames].sort());
});

test('operators can read what a wrong value says, word for word', async () => {
  const text = await readFile(new URL('../docs/operators/settings.md', import.meta.url), 'utf8');
  const sentences = wrong.map(([name, value]) => sentenceOf(() => readEnv({ ...real, [name]: value })));
  expect(sentences.filter((sentence) => !text.includes(sentence))).toEqual([]);
  expect(new Set(wrong.map(([name]) => name)).add('MODU_DATA').add('MODU_OIDC_FILE')).toEqual(
    new Set(settingNames),
  );
});

function sentenceOf(start: () => unknown): string {
  try {
    start();
  } catch (error) {
    if (error instanceof SettingError) return error.message;
  }
  throw new Error('it started');
}
