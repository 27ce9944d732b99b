import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { loadavg, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openSshPool } from '../../server/bridge/ssh/open-ssh-pool';
import { makeSshPrivateKey, publicLineOf } from '../../server/start/open-ssh-key';
import { ms, quantile } from '../quantile';

/** See README.md beside this file. */
const rounds = 100;
const atOnce = 50;
const bursts = 5;

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'modu-bench-exec-'));
const login = userInfo().username;
const port = await freePort();
const at = (name: string) => join(folder, name);
const privateKey = makeSshPrivateKey();
await writeFile(at('key'), privateKey, { mode: 0o600 });
await writeFile(at('authorized_keys'), `${publicLineOf(privateKey)}\n`, { mode: 0o600 });
await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('host_key')]);
await mkdir('/run/sshd', { recursive: true }).catch(() => undefined);
await writeFile(
  at('sshd_config'),
  [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host_key')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    `PidFile ${at('pid')}`,
    ...['UsePAM no', 'StrictModes no', `SetEnv HOME=${folder}`, 'PermitRootLogin yes', 'MaxSessions 10', ''],
  ].join('\n'),
);
const sshd = spawn('/usr/sbin/sshd', ['-D', '-f', at('sshd_config'), '-E', at('log')], { stdio: 'ignore' });
const hostKey = (await readFile(at('host_key.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
const options = [
  ...['-F', '/dev/null', '-i', at('key'), '-p', String(port), '-o', 'StrictHostKeyChecking=no'],
  ...['-o', `UserKnownHostsFile=${at('known')}`, '-o', 'LogLevel=ERROR', '-o', 'IdentitiesOnly=yes'],
];
const host = `${login}@127.0.0.1`;
await untilItAnswers();

const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey }) });
const link = pool.link({ cluster: 'bench', host: '127.0.0.1', port, hostKeys: [hostKey], login });
const master = ['-S', at('master')];
await run('ssh', [...options, ...master, '-M', '-f', '-N', host]);

const ways = {
  'local sh -c true': () => run('sh', ['-c', 'true']),
  'the portal, warm': () => link.run({ line: 'true' }),
  'ssh through a ControlMaster': () => run('ssh', [...options, ...master, host, 'true']),
  'ssh anew': () => run('ssh', [...options, '-S', 'none', host, 'true']),
} satisfies Record<string, () => Promise<unknown>>;
type Way = keyof typeof ways;
const took = Object.fromEntries(Object.keys(ways).map((way) => [way, []])) as unknown as Record<
  Way,
  number[]
>;
for (const way of Object.values(ways)) await way();
for (let round = 0; round < rounds; round++) {
  for (const [way, work] of Object.entries(ways)) {
    const begunAt = performance.now();
    await work();
    took[way as Way].push(performance.now() - begunAt);
  }
}
const median = (way: Way) => quantile(took[way], 0.5);
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}; ${rounds} times each, in turns`);
for (const way of Object.keys(ways) as Way[])
  console.log(`${way.padEnd(28)} p50 ${ms(median(way))}, p99 ${ms(quantile(took[way], 0.99))}`);
const ratio = (other: Way) => (median('the portal, warm') / median(other)).toFixed(2);
console.log(`the portal over local sh: ${ratio('local sh -c true')} (aim: at most 1.5)`);
console.log(`the portal over a ControlMaster: ${ratio('ssh through a ControlMaster')} (aim: at most 0.25)`);

let failures = 0;
const burstMs: number[] = [];
for (let burst = 0; burst < bursts; burst++) {
  const begunAt = performance.now();
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, () => link.run({ line: 'true' })));
  failures += ended.filter((one) => one.status === 'rejected' || one.value.exitCode !== 0).length;
  burstMs.push(performance.now() - begunAt);
}
console.log(
  `${bursts} × ${atOnce} at once with MaxSessions 10: ${failures} failures (aim: 0), ${ms(quantile(burstMs, 0.5))} a burst`,
);
const peer = await Promise.allSettled(
  Array.from({ length: atOnce }, () =>
    run('ssh', [...options, ...master, '-o', 'ControlMaster=no', host, 'true']),
  ),
);
console.log(
  `ssh through one ControlMaster, ${atOnce} at once: ${peer.filter((one) => one.status === 'rejected').length} failures`,
);

await run('ssh', [...options, ...master, '-O', 'exit', host]).catch(() => undefined);
await pool.close();
sshd.kill();
await rm(folder, { recursive: true, force: true });

async function untilItAnswers(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await run('ssh', [...options, '-S', 'none', host, 'true']).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await pause(50);
  }
  throw new Error(
    `sshd does not let ${login} in: ${await readFile(at('log'), 'utf8').catch(() => 'no log')}`,
  );
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => done(found));
    });
  });
}
