import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDb, openPool } from '../../db/client';
import { findRunningPostgres } from '../../db/embedded-postgres';
import { insertApiToken } from '../../db/queries/people/api-tokens';
import { makeAllocationServices } from '../../server/domain/allocations/make-allocation-services';
import { makePerson } from '../../server/domain/ledger/people.fixture';
import { hashApiToken } from '../../server/domain/people/tokens';
import { ApiClient } from '../../e2e/fixtures/api-client';
import { startPortalProcess } from '../../e2e/fixtures/portal-process';
import { ms, quantile } from '../quantile';

/** See README.md beside this file. */
const students = 100;
const minuteMs = 60_000;
const script = '#!/bin/sh\necho ready\nsleep 2\n';

const data = await mkdtemp(join(tmpdir(), 'modu-bench-'));
const portal = await startPortalProcess(data);
const tokens = await makeStudents();
let before = 0;
while (before < 2) {
  await pause(200);
  before = await queueReads();
}
const loadBefore = loadavg()[0]?.toFixed(1);
const startedAt = Date.now();

const answers: number[] = [];
const pages: number[] = [];
let isOver = false;
const reader = readPages();
const launched = await Promise.all(tokens.map((token, index) => launchOne(token, index)));
isOver = true;
await reader;
const accepted = launched.filter((id) => id !== undefined).length;
const tookMs = Date.now() - startedAt;
const reads = await queueReads();

let settled = 0;
const deadline = Date.now() + 300_000;
while (settled < accepted && Date.now() < deadline) {
  settled = 0;
  for (const [index, id] of launched.entries()) {
    if (id === undefined) continue;
    const launch = await new ApiClient(portal.url, tokens[index] ?? '').get(id);
    if (launch.state === 'settled') settled++;
  }
  if (settled < accepted) await pause(1_000);
}
console.log(`load of the machine before and after: ${loadBefore}, ${loadavg()[0]?.toFixed(1)}`);
console.log(`${accepted} of ${students} launches accepted in ${(tookMs / 1000).toFixed(0)} s`);
console.log(`answer to a launch: p50 ${ms(quantile(answers, 0.5))}, p99 ${ms(quantile(answers, 0.99))}`);
console.log(
  `pages meanwhile: ${pages.length} reads, p50 ${ms(quantile(pages, 0.5))}, p99 ${ms(quantile(pages, 0.99))} (limit 1000 ms)`,
);
console.log(
  `queue reads in that minute: ${reads - before} at two clusters that tick once a second (limit ${Math.ceil((2 * tookMs) / 1000) + 2})`,
);
console.log(`${settled} settled ${((Date.now() - startedAt) / 1000).toFixed(0)} s after the first press`);
await portal.stop();
await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

async function launchOne(token: string, index: number): Promise<string | undefined> {
  await pause(Math.random() * (minuteMs - 5_000));
  const cluster = index % 2 === 0 ? 'hangang' : 'nuri';
  const at = performance.now();
  const launch = await new ApiClient(portal.url, token)
    .launch(
      { cluster, kind: 'batch', name: `class ${index}`, script, gpus: 1, cores: 1, walltimeSeconds: 120 },
      `class-${index}`,
    )
    .catch(() => undefined);
  answers.push(performance.now() - at);
  return launch?.id;
}

/** One signed-in reader who opens the launches page and home again and again. */
async function readPages(): Promise<void> {
  const cookie = await becomeStudent();
  while (!isOver) {
    for (const path of ['/launches', '/home', '/hours']) {
      const at = performance.now();
      await (await fetch(`${portal.url}${path}`, { headers: { cookie } })).text();
      pages.push(performance.now() - at);
      await pause(100);
    }
  }
}

async function becomeStudent(): Promise<string> {
  const answer = await fetch(`${portal.url}/become`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: portal.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'email=student%40demo.modu',
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** How often the portal has read a queue, from its own metrics. */
async function queueReads(): Promise<number> {
  const text = await (await fetch(`${portal.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => /^modu_worker_events_total\{what="queue-read",/.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** People with starter hours and a token each, written as sign-up would have written them. */
async function makeStudents(): Promise<string[]> {
  const url = await findRunningPostgres(join(data, 'postgres'));
  if (url === undefined) throw new Error('the portal has no embedded Postgres');
  const pool = openPool(url, 4);
  const db = openDb(pool);
  const allocations = makeAllocationServices({ db });
  const made: string[] = [];
  for (let index = 0; index < students; index++) {
    const token = `modu_${randomBytes(32).toString('base64url')}`;
    const actor = await makePerson(db, { email: `bench-${index}@school.example`, level: 'high' });
    await insertApiToken(db, {
      tokenHash: hashApiToken(token) ?? '',
      personId: actor.personId,
      name: 'bench',
      expiresAt: new Date(Date.now() + 86_400_000),
    });
    await allocations.ensureStarter(actor);
    made.push(token);
  }
  await db.destroy();
  return made;
}
