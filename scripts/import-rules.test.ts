import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** One broken tree with one file for each rule: file → [what it imports, the rule that must speak]. */
const broken: Record<string, [line: string, rule: string]> = {
  'app/routes/a.tsx': [`import { x } from '../../server/domain/x'; export default x;`, 'app-server-by-type'],
  'app/routes/b.tsx': [`import type { x } from '#db/x'; export default {} as x;`, 'app-never-db'],
  'app/ui/c.tsx': [`import { part } from '../parts/part'; export const c = part;`, 'bricks-know-no-domain'],
  'app/routes/d.tsx': [`import { part } from './e'; export default part;`, 'route-never-route'],
  'server/domain/f.ts': [
    `import { adapter } from '../bridge/mail/port'; export const f = adapter;`,
    'domain-takes-bridges',
  ],
  'server/domain/g.ts': [
    `import type { Inner } from '../bridge/mail/smtp'; export type G = Inner;`,
    'domain-names-ports',
  ],
  'server/domain/h.ts': [
    `import { tick } from '../workers/tick'; export const h = tick;`,
    'domain-never-workers',
  ],
  'server/bridge/mail/i.ts': [
    `import { x } from '../../../db/x'; export const i = x;`,
    'bridges-know-no-inside',
  ],
  'server/bridge/ssh/j.ts': [
    `import { adapter } from '../mail/port'; export const j = adapter;`,
    'bridges-apart',
  ],
  'server/bridge/mail/k.ts': [
    `import { link } from '../ssh/link'; export const k = link;`,
    'ssh-for-scheduler-and-files',
  ],
  'db/l.ts': [`import { x } from '../server/domain/x'; export const l = x;`, 'db-knows-words-only'],
  'server/contract/m.ts': [`import { x } from '../domain/x'; export const m = x;`, 'contract-is-the-bottom'],
  'server/contract/n.ts': [
    `import { join } from 'node:path'; export const n = join;`,
    'contract-in-the-browser',
  ],
  'server/cycle-a.ts': [`import { b } from './cycle-b'; export const a = () => b;`, 'no-cycles'],
  'server/domain/fence-1.ts': [`import { Client } from 'ssh2'; export const o = Client;`, 'fence-ssh2'],
  'server/domain/fence-2.ts': [`import Stripe from 'stripe'; export const p = Stripe;`, 'fence-stripe'],
  'server/domain/fence-3.ts': [
    `import { Auth } from '@auth/core'; export const q = Auth;`,
    'fence--auth-core',
  ],
  'server/domain/fence-4.ts': [`import pg from 'pg'; export const r = pg;`, 'fence-pg'],
  'server/domain/fence-5.ts': [
    `import { run } from 'graphile-worker'; export const s = run;`,
    'fence-graphile-worker',
  ],
  'server/domain/fence-6.ts': [`import { WebSocket } from 'ws'; export const t = WebSocket;`, 'fence-ws'],
  'server/domain/fence-7.ts': [
    `import { createTransport } from 'nodemailer'; export const u = createTransport;`,
    'fence-nodemailer',
  ],
  'server/domain/fence-8.ts': [
    `import { verifyRegistrationResponse } from '@simplewebauthn/server'; export const v = verifyRegistrationResponse;`,
    'fence--simplewebauthn-server',
  ],
  'server/domain/fence-9.ts': [`import { TOTP } from 'otpauth'; export const w = TOTP;`, 'fence-otpauth'],
};

const sound: Record<string, string> = {
  'server/domain/x.ts': 'export const x = 1;',
  'db/x.ts': 'export const x = 1; export type x = number;',
  'app/parts/part.tsx': 'export const part = 1;',
  'app/routes/e.tsx': 'export const part = 1; export default part;',
  'server/bridge/mail/port.ts': 'export const adapter = 1;',
  'server/bridge/mail/smtp.ts': 'export type Inner = number;',
  'server/bridge/ssh/link.ts': 'export const link = 1;',
  'server/workers/tick.ts': 'export const tick = 1;',
  'server/cycle-b.ts': `import { a } from './cycle-a'; export const b = () => a;`,
  // What must stay allowed.
  'app/routes/fine.tsx': `import type { x } from '../../server/domain/types'; import { y } from '#server/contract/y'; export default y as x;`,
  'server/domain/types.ts': 'export type x = number;',
  'server/contract/y.ts': 'export const y = 1;',
  'server/bridge/scheduler/fine.ts': `import { link } from '../ssh/link'; export const fine = link;`,
  'server/bridge/ssh/fine.ts': `import { Client } from 'ssh2'; export const fine = Client;`,
};

let folder = '';
let violations: { from: string; rule: { name: string } }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modu-import-rules-'));
  const files = {
    ...sound,
    ...Object.fromEntries(Object.entries(broken).map(([path, [line]]) => [path, line])),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  await cp(join(root, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const text = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [depcruise, '--output-type', 'json', 'app', 'server', 'db'],
      { cwd: folder, maxBuffer: 64 << 20 },
      (_error, stdout) => done(stdout),
    );
  });
  violations = (JSON.parse(text) as { summary: { violations: typeof violations } }).summary.violations;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.entries(broken))('%s breaks its rule', (path, [, rule]) => {
  expect(
    violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name),
  ).toContain(rule);
});

test('what is allowed breaks no rule', () => {
  expect(violations.filter((violation) => violation.from.includes('fine'))).toEqual([]);
});

test('every rule is broken by some file here', async () => {
  const { forbidden } = (await import(join(root, '.dependency-cruiser.cjs'))) as {
    forbidden: { name: string }[];
  };
  const tried = new Set(Object.values(broken).map(([, rule]) => rule));
  expect(forbidden.map((rule) => rule.name).filter((name) => !tried.has(name))).toEqual([]);
});
