import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeSshPrivateKey, publicLineOf } from '#server/start/open-ssh-key';

const run = promisify(execFile);
const script = resolve(import.meta.dirname, 'slurm.sh');

/** A real Slurm and sshd as slurm.sh brought them up; plain data, so that it can be handed between processes. */
export interface RealSlurm {
  host: string;
  port: number;
  /** What sshd shows, and what it shows after `rotateHostKey`; `ssh-ed25519 AAAA…`. */
  hostKey: string;
  nextHostKey: string;
  serviceLogin: string;
  /** Three POSIX people with the portal's key in their authorized_keys. */
  people: [string, string, string];
  loginCommand: string[];
  folder: string;
  privateKey: string;
}

/** Takes about ten seconds; needs root and Debian's packages. @throws with what the script said. */
export async function bringUpSlurm(): Promise<{ slurm: RealSlurm; down(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'modu-slurm-'));
  const privateKey = makeSshPrivateKey();
  const keyFile = `${folder}.pub`;
  await writeFile(keyFile, `${publicLineOf(privateKey)}\n`);
  const down = async () => {
    await run('bash', [script, 'down', folder], { timeout: 60_000 });
    await rm(keyFile, { force: true });
  };
  try {
    const env = { ...process.env, PORT_BASE: String(await freePortRun(16)) };
    const { stdout } = await run('bash', [script, 'up', folder, keyFile], { timeout: 120_000, env });
    return { slurm: { ...(JSON.parse(stdout) as Omit<RealSlurm, 'privateKey'>), privateKey }, down };
  } catch (error) {
    await down().catch(() => undefined);
    throw error;
  }
}

/** One of Slurm's commands as root, who is its administrator; times in UTC. */
export async function asRoot(slurm: RealSlurm, command: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, SLURM_CONF: join(slurm.folder, 'etc/slurm.conf'), TZ: 'UTC' };
  const { stdout } = await run(command, args, { env, timeout: 30_000 });
  return stdout.trim();
}

/** Stops a daemon, or starts it again and waits until it answers. */
export const daemon = async (
  slurm: RealSlurm,
  act: 'stop' | 'start',
  part: 'slurmctld' | 'slurmdbd' | 'sshd',
): Promise<void> => void (await run('bash', [script, act, slurm.folder, part], { timeout: 60_000 }));

/** Asks until the answer is not undefined. @throws after `timeoutMs` [60 000] with what it waited for. */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined>,
  timeoutMs = 60_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await pause(100);
  }
}

/** The first of `count` ports in a row that nobody listens on now. */
async function freePortRun(count: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('no free ports in a row');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
