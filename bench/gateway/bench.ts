import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ms } from '../quantile';
import type { Round } from './client';
import type { OursOptions } from './ours';

/** See README.md beside this file. */
const sshd = '/usr/sbin/sshd';
const rounds = 3;
const launchId = '01JD0000000000000000000000';
const appHost = `${launchId.toLowerCase()}.localhost`;
const cookie = `__Host-modu-app=${'x'.repeat(43)}`;
const folder = mkdtempSync(join(tmpdir(), 'modu-bench-'));
const children: ChildProcess[] = [];

interface Subject {
  name: string;
  port: number;
  host: string;
}

if (existsSync(sshd)) await run();
else console.log('no sshd on this machine (Debian: apt-get install openssh-server)');

async function run(): Promise<void> {
  try {
    const subjects = await start();
    const found = new Map<string, Round[]>(subjects.map(({ name }) => [name, []]));
    // Interleaved, so that what else the machine does falls on all alike.
    for (let round = 0; round < rounds; round++)
      for (const { name, port, host } of subjects) found.get(name)?.push(await measure(port, host));
    print(found);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(): Promise<Subject[]> {
  const given = await startSshd();
  const tcpPort = await freePort();
  await Promise.all([given.path, String(tcpPort)].map((place) => forked('upstream.ts', [place], 'ready')));
  const chpPort = await freePort();
  const chp = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../node_modules/configurable-http-proxy/bin/configurable-http-proxy'),
      `--port=${chpPort}`,
      `--api-port=${await freePort()}`,
      `--default-target=http://127.0.0.1:${tcpPort}`,
      '--ip=127.0.0.1',
      '--log-level=error',
    ],
    { stdio: 'ignore' },
  );
  children.push(chp);
  await answers(chpPort);
  const ours = await startOurs('gateway', given);
  const raw = await startOurs('raw', given);
  return [
    { name: 'no proxy', port: tcpPort, host: 'localhost' },
    { name: 'configurable-http-proxy, plain TCP', port: chpPort, host: 'localhost' },
    { name: 'bytes alone through SSH', port: raw, host: 'localhost' },
    { name: 'gateway, through SSH', port: ours, host: appHost },
  ];
}

async function startSshd(): Promise<OursOptions> {
  const file = (name: string) => join(folder, name);
  for (const name of ['host', 'login'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
  writeFileSync(file('authorized'), readFileSync(file('login.pub')), { mode: 0o600 });
  const port = await freePort();
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${file('host')}`,
    `AuthorizedKeysFile ${file('authorized')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
    `PidFile ${file('pid')}`,
  ];
  writeFileSync(file('config'), `${lines.join('\n')}\n`);
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  children.push(spawn(sshd, ['-D', '-e', '-f', file('config')], { stdio: 'ignore' }));
  await answers(port);
  const hostKey = readFileSync(file('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  const privateKey = readFileSync(file('login'), 'utf8');
  return { port, hostKey, login: userInfo().username, privateKey, path: file('app.sock'), launchId };
}

async function startOurs(kind: 'gateway' | 'raw', given: OursOptions): Promise<number> {
  const child = fork(join(import.meta.dirname, 'ours.ts'), [kind]);
  children.push(child);
  child.send(given);
  const [port] = (await once(child, 'message')) as [number];
  return port;
}

async function forked(file: string, words: string[], until: unknown): Promise<void> {
  const child = fork(join(import.meta.dirname, file), words);
  children.push(child);
  for (;;) {
    const [message] = (await once(child, 'message')) as [unknown];
    if (message === until) return;
  }
}

async function measure(port: number, host: string): Promise<Round> {
  const child = fork(join(import.meta.dirname, 'client.ts'), [String(port), host, cookie]);
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`no figures of ${host}:${port}`);
    }),
  ])) as [Round];
  return message;
}

function print(found: Map<string, Round[]>): void {
  const middle = (name: string, of: (round: Round) => number) =>
    (found.get(name) ?? []).map(of).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  for (const name of found.keys())
    console.log(
      `${name.padEnd(36)} one at a time ${ms(middle(name, (r) => r.oneP50))} (p99 ${ms(middle(name, (r) => r.oneP99))}), ` +
        `32 at once ${middle(name, (r) => r.perSecond).toFixed(0)}/s, 64 MB ${middle(name, (r) => r.megabytesPerSecond).toFixed(0)} MB/s, ` +
        `socket ${ms(middle(name, (r) => r.socketP50))}`,
    );
  const ratio = (of: (round: Round) => number, peer: string) =>
    (middle('gateway, through SSH', of) / middle(peer, of)).toFixed(2);
  const peer = 'configurable-http-proxy, plain TCP';
  const limit = 'bytes alone through SSH';
  console.log(
    `requests a second beside configurable-http-proxy: ${ratio((r) => r.perSecond, peer)} (aim 2.5 and more)`,
  );
  console.log(
    `one at a time beside configurable-http-proxy: ${ratio((r) => r.oneP50, peer)} (aim 0.85 and less)`,
  );
  console.log(`one at a time beside bytes alone: ${ratio((r) => r.oneP50, limit)} (aim 1.7 and less)`);
  console.log(`64 MB beside bytes alone: ${ratio((r) => r.megabytesPerSecond, limit)} (aim 0.9 and more)`);
  console.log(
    `socket's round trip beside bytes alone: ${ratio((r) => r.socketP50, limit)} (aim 1.25 and less)`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Until something listens there. */
async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise((done) => {
      socket.once('connect', () => done(true));
      socket.once('error', () => done(false));
    });
    socket.destroy();
    if (isOpen) return;
    await pause(50);
  }
  throw new Error(`nothing listens on ${port}`);
}
