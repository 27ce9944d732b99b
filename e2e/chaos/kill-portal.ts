import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, type ApiLaunch } from '../fixtures/api-client';
import { freePort, modu, startPortalProcess, type PortalProcess } from '../fixtures/portal-process';

/**
 * `npm run chaos -- [kills]`: SIGKILLs the portal at random moments while people launch, starts it again each time, and then counts
 * at the clusters what really ran. Red when a launch was lost, doubled, not settled, or the ledger does not add up.
 */
const kills = Number(process.argv[2] ?? 50);
const clusters = ['hangang', 'nuri'] as const;

const begunAt = Date.now();
const data = await mkdtemp(join(tmpdir(), 'modu-chaos-'));
const port = await freePort();
const sent = new Map<string, { key: string; cluster: string }>();
/** Who starts it first builds its pages; every later start is the portal alone, with Postgres and the centres still there. */
let portal: PortalProcess = await startPortalProcess(data, port);
const startsMs: number[] = [];
const client = new ApiClient(
  portal.url,
  await modu(data, 'token', 'create', '--person', 'graduate@demo.modu'),
);

/** The job leaves one line a run in its own login's home: what really ran, whatever the portal believes. */
const script = (key: string) => `#!/bin/sh\necho "${key}" >> "$HOME/ran.log"\nsleep 1\n`;

/** Prints the login's own log of what ran, then `accounted <job name>` for each job that ended well by the scheduler's own word. */
const questions = {
  hangang: `cat "$HOME/ran.log"
sacct --allocations --duplicates --noheader --parsable2 --starttime=now-1days --format=JobName,State |
  sed -n 's/^\\(.*\\)|COMPLETED$/accounted \\1/p'
`,
  nuri: `cat "$HOME/ran.log"
qstat -x -f | awk '$1 == "Job_Name" { name = $3 } $1 == "Exit_status" && $3 == 0 { print "accounted " name }'
`,
};

async function launchSome(round: number): Promise<void> {
  for (let index = 0; index < 3; index++) {
    const key = `chaos-${round}-${index}`;
    const cluster = clusters[(round + index) % 2] ?? 'hangang';
    const draft = {
      cluster,
      kind: 'batch',
      name: key,
      script: script(key),
      gpus: 1,
      cores: 1,
      walltimeSeconds: 60,
    };
    // The answer may never come; the same key is then sent again after the restart, as a browser or script would.
    const answer = await client
      .call<ApiLaunch>('POST', '/launches', draft, { 'idempotency-key': key })
      .catch(() => undefined);
    if (answer?.status === 202) sent.set(key, { key, cluster });
  }
}

for (let round = 0; round < kills; round++) {
  const launching = launchSome(round);
  await pause(Math.random() * 1_500);
  await portal.kill();
  await launching;
  portal = await startPortalProcess(data, port);
  startsMs.push(portal.startedInMs);
  await launchSome(round);
  process.stdout.write(`\rkill ${round + 1} of ${kills}, ${sent.size} launches accepted`);
}
console.log();

const problems: string[] = [];
const deadline = Date.now() + 240_000;
let launches: ApiLaunch[] = [];
for (;;) {
  launches = await allLaunches();
  if (launches.every((launch) => launch.state === 'settled') || Date.now() > deadline) break;
  await pause(1_000);
}

const byKey = new Map<string, ApiLaunch[]>();
for (const launch of launches) byKey.set(launch.name, [...(byKey.get(launch.name) ?? []), launch]);
for (const key of sent.keys()) {
  const found = byKey.get(key) ?? [];
  if (found.length !== 1) problems.push(`${key}: ${found.length} launches`);
  if (found[0] && found[0].state !== 'settled') problems.push(`${key}: still ${found[0].state}`);
  if (found[0]?.end === 'lost' || found[0]?.end === 'rejected') problems.push(`${key}: ${found[0].end}`);
}
const { ran, accounted } = await askClusters();
for (const [key, times] of ran) if (times > 1) problems.push(`${key}: ran ${times} times`);
for (const launch of launches.filter((one) => one.end === 'completed')) {
  if (!ran.has(launch.name)) problems.push(`${launch.name}: completed but never ran`);
  const jobs = accounted.get(`modu-${launch.id}`) ?? 0;
  if (jobs !== 1) problems.push(`${launch.name}: ${jobs} completed jobs in the centre's accounting`);
}

const ledger = await modu(data, 'ledger', 'check').catch((error: unknown) => `RED ${String(error)}`);
if (ledger.startsWith('RED')) problems.push(ledger);
const ends = [...new Set(launches.map((launch) => launch.end ?? launch.state))].map(
  (end) => `${end} ${launches.filter((launch) => (launch.end ?? launch.state) === end).length}`,
);
await portal.stop();
await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const longest = Math.max(0, ...startsMs);
const mean = startsMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, startsMs.length);
console.log(`${kills} kills, ${sent.size} launches: ${ends.join(', ')}; ledger: ${ledger.split('\n')[0]}`);
console.log(
  `${ran.size} jobs ran, each once by their own log; ${seconds(Date.now() - begunAt)} in all, a start ${seconds(mean)} (longest ${seconds(longest)})`,
);
for (const problem of problems) console.error(`  ${problem}`);
console.log(problems.length === 0 ? 'none lost, none doubled, all settled' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function allLaunches(): Promise<ApiLaunch[]> {
  const all: ApiLaunch[] = [];
  let cursor = '';
  do {
    const answer = await client.call<{ items: ApiLaunch[]; next?: string }>(
      'GET',
      `/launches?cursor=${encodeURIComponent(cursor)}`,
    );
    all.push(...answer.body.items);
    cursor = answer.body.next ?? '';
  } while (cursor !== '');
  return all;
}

/** Asks each cluster itself, by one more job of the same login: how often each script ran, and how many jobs of a name ended well. */
async function askClusters(): Promise<{ ran: Map<string, number>; accounted: Map<string, number> }> {
  const answer = { ran: new Map<string, number>(), accounted: new Map<string, number>() };
  for (const cluster of clusters) {
    const draft = { cluster, kind: 'batch', name: 'count', gpus: 1, cores: 1, walltimeSeconds: 60 };
    const probe = await client.launch({ ...draft, script: questions[cluster] });
    await client.waitFor(probe.id, ['settled']);
    const output = (await client.call<string>('GET', `/launches/${probe.id}/output`)).body;
    for (const line of output.split('\n').filter((one) => one !== '')) {
      const name = /^accounted (.*)$/.exec(line)?.[1];
      const counts = name === undefined ? answer.ran : answer.accounted;
      counts.set(name ?? line, (counts.get(name ?? line) ?? 0) + 1);
    }
  }
  return answer;
}
