import { z } from 'zod';
import { milliGpuSecondsPerGpuHour } from './contract/hours';
import type { HoursPack } from './contract/payments';
import { terminalLimits } from './contract/terminal-protocol';

/**
 * Every setting of the portal: its form in words, which the start says when a value is wrong, and how it is read.
 * An empty value counts as not set. `docs/operators/settings.md` explains each; a test compares the two.
 */
const settings = {
  PORT: setting('a port number from 1 to 65535', z.coerce.number().int().min(1).max(65_535)),
  HOST: setting(
    'an IP address or a host name to listen on, without port',
    z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  ),
  MODU_DATA: setting('a folder that the portal may write to', z.string().min(1)),
  DATABASE_URL: setting(
    'postgres://name:password@host:port/database',
    z.url({ protocol: /^postgres(ql)?$/ }),
  ),
  MODU_URL: setting('the address people open, like https://modu.example.kr, without a path', origin()),
  MODU_APPS_DOMAIN: setting(
    'a domain name without scheme, like apps.example.kr',
    z.string().regex(/^[a-z0-9.-]+$/),
  ),
  MODU_ROLE: setting('web, worker, signer or all', z.enum(['web', 'worker', 'signer', 'all'])),
  MODU_SECRET: setting('at least 32 characters, made at random', z.string().min(32)),
  MODU_SMTP_URL: setting('smtp://name:password@host:port or smtps://…', z.url({ protocol: /^smtps?$/ })),
  MODU_MAIL_FROM: setting(
    'one mailbox, like Modu <no-reply@example.kr>',
    z.string().regex(/^[^\r\n]*@[^\r\n]+$/),
  ),
  MODU_METRICS_TOKEN: setting('at least 16 characters without spaces', z.string().regex(/^\S{16,}$/)),
  MODU_PROXY_HOPS: setting('how many proxies stand in front, 0 to 5', z.coerce.number().int().min(0).max(5)),
  MODU_SIGNER_SOCKET: setting(
    'an absolute path of at most 100 bytes',
    z.string().regex(/^\/[\x21-\x7e]{1,99}$/),
  ),
  MODU_TERMINAL_KEEP: setting(
    'how many minutes a terminal waits for whoever had it, 0 to 15',
    z.coerce
      .number()
      .int()
      .min(0)
      .max(terminalLimits.idleSeconds / 60),
  ),
  MODU_OIDC_FILE: setting('a JSON file that lists providers to sign in at', z.string().min(1)),
  MODU_CONSENT_AGES: setting(
    'countries with the age in years under which a guardian must agree, like KR=14,US=13, the usual country first',
    z
      .string()
      .regex(/^[A-Z]{2}=([1-9]|1[0-8])(,[A-Z]{2}=([1-9]|1[0-8])){0,249}$/)
      .transform(
        (text) =>
          new Map(text.split(',').map((pair): [string, number] => [pair.slice(0, 2), Number(pair.slice(3))])),
      ),
  ),
  MODU_STRIPE_KEY: setting(
    'a secret key of Stripe, sk_… or rk_…',
    z.string().regex(/^[sr]k_(test|live)_\w+$/),
  ),
  MODU_STRIPE_WEBHOOK_SECRETS: setting(
    'one signing secret of a Stripe webhook, whsec_…, or two with a comma while they are changed',
    z
      .string()
      .regex(/^whsec_\w+(,whsec_\w+)?$/)
      .transform((text) => text.split(',')),
  ),
  MODU_STRIPE_URL: setting('the address of a server that speaks as Stripe does, for tests', origin()),
  MODU_HOUR_PACKS: setting(
    'how many GPU-hours for which price of Stripe, like 100=price_abc,500=price_def',
    z
      .string()
      .regex(/^[1-9]\d{0,6}=price_\w+(,[1-9]\d{0,6}=price_\w+){0,9}$/)
      .transform(readPacks),
  ),
  MODU_VAT_PERCENT: setting('how much VAT a price holds, 0 to 100', z.coerce.number().int().min(0).max(100)),
  MODU_SELLER: setting('who sells, as receipts say it, in one line', z.string().min(1).max(300)),
  MODU_IDLE_ASK: setting(
    'after how many minutes without use a notebook is asked about, 5 to 1440, or 0 for never',
    z.coerce
      .number()
      .int()
      .refine((minutes) => minutes === 0 || (minutes >= 5 && minutes <= 1440)),
  ),
  MODU_IDLE_STOP: setting(
    'how many minutes later it is stopped, 5 to 1440',
    z.coerce.number().int().min(5).max(1440),
  ),
  MODU_DEMO: setting('on or off', z.enum(['on', 'off'])),
  LOG_LEVEL: setting(
    'fatal, error, warn, info, debug, trace or silent',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  ),
};

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];

type Values = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> | undefined };

/** What the program runs with. undefined: not set, and the portal makes or leaves it out. */
export interface Env {
  port: number;
  /** Addresses to listen on; both loopback addresses unless HOST says otherwise. */
  hosts: string[];
  dataFolder: string;
  databaseUrl: string | undefined;
  /** Origin that people open, without a slash at the end. */
  url: string;
  /** undefined: none was given and the portal is not this machine's only, so apps cannot be opened and are not offered. */
  appsDomain: string | undefined;
  /** Where the signer listens; undefined: below the data folder. */
  signerSocket: string | undefined;
  role: 'web' | 'worker' | 'signer' | 'all';
  secret: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  metricsToken: string | undefined;
  /** Providers at which people may sign in; undefined: none. */
  oidcFile: string | undefined;
  /** Under which age a guardian must agree, in years, by country; the usual country first. */
  consentAges: ReadonlyMap<string, number>;
  proxyHops: number;
  terminalKeepSeconds: number;
  /** undefined: payments are off. */
  stripe: { key: string; webhookSecrets: string[]; url: string | undefined } | undefined;
  hours: { packs: HoursPack[]; vatPercent: number; seller: string };
  /** 0: never. */
  idleAskSeconds: number;
  idleStopSeconds: number;
  isDemo: boolean;
  logLevel: string;
}

/** A setting that the portal cannot start with; the message is the one sentence to show. */
export class SettingError extends Error {
  override name = 'SettingError';
}

/**
 * Reads the settings [process.env] once, at the start. Writes nothing.
 * @throws SettingError naming the variable and its form, or why the demo refuses an address that others can reach.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const values = readValues(source);
  const isDemo = (values.MODU_DEMO ?? (values.DATABASE_URL || values.MODU_SMTP_URL ? 'off' : 'on')) === 'on';
  const port = values.PORT ?? 3000;
  const env: Env = {
    port,
    hosts: values.HOST === undefined ? ['127.0.0.1', '::1'] : [values.HOST],
    dataFolder: values.MODU_DATA ?? '.modu',
    databaseUrl: values.DATABASE_URL,
    url: values.MODU_URL ?? `http://localhost:${port}`,
    appsDomain: values.MODU_APPS_DOMAIN,
    signerSocket: values.MODU_SIGNER_SOCKET,
    role: values.MODU_ROLE ?? 'all',
    secret: values.MODU_SECRET,
    smtpUrl: values.MODU_SMTP_URL,
    mailFrom: values.MODU_MAIL_FROM ?? 'Modu <no-reply@localhost>',
    metricsToken: values.MODU_METRICS_TOKEN,
    oidcFile: values.MODU_OIDC_FILE,
    consentAges: values.MODU_CONSENT_AGES ?? new Map([['KR', 14]]),
    proxyHops: values.MODU_PROXY_HOPS ?? 0,
    terminalKeepSeconds: (values.MODU_TERMINAL_KEEP ?? terminalLimits.keepSeconds / 60) * 60,
    stripe: stripeOf(values),
    hours: {
      packs: values.MODU_HOUR_PACKS ?? [],
      vatPercent: values.MODU_VAT_PERCENT ?? 10,
      seller: values.MODU_SELLER ?? '',
    },
    idleAskSeconds: (values.MODU_IDLE_ASK ?? 60) * 60,
    idleStopSeconds: (values.MODU_IDLE_STOP ?? 15) * 60,
    isDemo,
    logLevel: values.LOG_LEVEL ?? (isDemo ? 'warn' : 'info'),
  };
  if (isDemo) {
    refusePublicDemo(env);
    refuseRealMoney(env);
  } else refuseMissing(env, values);
  const { hostname } = new URL(env.url);
  if (isLoopback(hostname)) env.appsDomain ??= 'localhost';
  else if (env.appsDomain !== undefined) refuseSharedDomain(hostname, env.appsDomain);
  refuseLonelyRole(env);
  return env;
}

/** Where the portal's data is, for programs beside it. Other settings are not looked at. @throws SettingError */
export function readDataSettings(
  source: Record<string, string | undefined> = process.env,
): Pick<Env, 'dataFolder' | 'databaseUrl' | 'signerSocket'> {
  const { MODU_DATA, DATABASE_URL, MODU_SIGNER_SOCKET } = source;
  const values = readValues({ MODU_DATA, DATABASE_URL, MODU_SIGNER_SOCKET });
  return {
    dataFolder: values.MODU_DATA ?? '.modu',
    databaseUrl: values.DATABASE_URL,
    signerSocket: values.MODU_SIGNER_SOCKET,
  };
}

/** React and Express choose their build by NODE_ENV when they are first loaded; sets it unless somebody did. */
export function setNodeEnv(mode: 'production' | 'development'): void {
  process.env['NODE_ENV'] ??= mode;
}

function readValues(source: Record<string, string | undefined>): Values {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const text = source[name]?.trim();
    if (text === undefined || text === '') continue;
    const { schema, form } = settings[name];
    const result = schema.safeParse(text);
    if (!result.success) throw new SettingError(`${name} is not right: it must be ${form}.`);
    values[name] = result.data;
  }
  return values as Values;
}

/** A demo terminal is a real shell on this machine, for whoever opens the page: only this machine may. */
function refusePublicDemo(env: Env): void {
  const why =
    'the demo lets anyone who opens it become anyone and gives them a real shell on this machine, so it serves this machine only. ' +
    'Set MODU_DEMO=off (with DATABASE_URL, MODU_URL, MODU_SMTP_URL and MODU_MAIL_FROM) to serve others.';
  const open = env.hosts.find((host) => !isLoopback(host));
  if (open !== undefined) throw new SettingError(`HOST is ${open}, which others can reach, but ${why}`);
  if (!isLoopback(new URL(env.url).hostname)) throw new SettingError(`MODU_URL is ${env.url}, but ${why}`);
}

function refuseRealMoney({ stripe }: Env): void {
  if (stripe && /_live_/.test(stripe.key))
    throw new SettingError(
      'MODU_STRIPE_KEY is a live one, but the demo lets anyone pay as anyone: use a test key.',
    );
}

function refuseMissing(env: Env, values: Values): void {
  const need = (name: SettingName) =>
    new SettingError(`${name} is missing: outside the demo it must be ${settings[name].form}.`);
  if (values.MODU_URL === undefined) throw need('MODU_URL');
  if (values.MODU_SMTP_URL === undefined) throw need('MODU_SMTP_URL');
  if (values.MODU_MAIL_FROM === undefined) throw need('MODU_MAIL_FROM');
  const isPlain = env.url.startsWith('http:') && !isLoopback(new URL(env.url).hostname);
  if (isPlain)
    throw new SettingError('MODU_URL must begin with https:// (sign-in cookies travel over TLS only).');
}

/** An app's page may set cookies for every name below the apps domain: the portal's own name must not be one of them. */
function refuseSharedDomain(hostname: string, appsDomain: string): void {
  if (hostname === appsDomain || hostname.endsWith(`.${appsDomain}`))
    throw new SettingError(
      `MODU_APPS_DOMAIN is ${appsDomain}, which the portal itself is served under: give apps a domain that serves nothing else.`,
    );
}

/** Parts in processes of their own meet in one database. */
function refuseLonelyRole(env: Env): void {
  if (env.role !== 'all' && env.databaseUrl === undefined)
    throw new SettingError(
      `DATABASE_URL is missing: with MODU_ROLE=${env.role} it must be ${settings.DATABASE_URL.form}.`,
    );
}

/** Tells whether a host name or address is this machine only. Never throws. @see RFC 6761 §6.3 (localhost), RFC 1122 §3.2.1.3 */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';

const packOf = (text: string): HoursPack => {
  const [name = '', priceId = ''] = text.split('=');
  return { name, milliGpuSeconds: Number(name) * milliGpuSecondsPerGpuHour, priceId };
};

function readPacks(text: string): HoursPack[] {
  return text.split(',').map(packOf);
}

/** All that selling hours needs, or none of it. The demo takes no real money: whoever opens it may be anyone. */
function stripeOf(values: Values): Env['stripe'] {
  const needed = [
    'MODU_STRIPE_KEY',
    'MODU_STRIPE_WEBHOOK_SECRETS',
    'MODU_HOUR_PACKS',
    'MODU_SELLER',
  ] as const;
  if (needed.every((name) => values[name] === undefined)) return undefined;
  const missing = needed.find((name) => values[name] === undefined);
  if (missing !== undefined)
    throw new SettingError(`${missing} is missing: to sell hours it must be ${settings[missing].form}.`);
  return {
    key: values.MODU_STRIPE_KEY ?? '',
    webhookSecrets: values.MODU_STRIPE_WEBHOOK_SECRETS ?? [],
    url: values.MODU_STRIPE_URL,
  };
}

function setting<Schema extends z.ZodType>(form: string, schema: Schema) {
  return { form, schema };
}

function origin() {
  return z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text))
    .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
    .transform((url) => url.origin);
}
