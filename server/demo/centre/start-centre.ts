import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CentreConfigInput } from './config';

/** A demo centre that answers. */
export interface RunningCentre {
  name: string;
  port: number;
  hostKey: string;
  pid: number;
  /** Ends it within 2 s; jobs that run end as node failures. Calling twice is harmless. */
  stop(): Promise<void>;
}

interface Ready {
  pid: number;
  port: number;
  hostKey: string;
}

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * Starts a demo centre in a process of its own. `standalone` [true]: like a real cluster it survives the sudden death of whoever started
 * it, with all that runs on it, and a later call with the same settings finds it again. Otherwise it ends with the calling process,
 * however that goes. @throws Error when it is not ready in 60 s; its log is `<folder>/centre.log`.
 */
export async function startCentre(
  config: CentreConfigInput,
  { standalone = true }: { standalone?: boolean } = {},
): Promise<RunningCentre> {
  mkdirSync(config.folder, { recursive: true });
  const configPath = join(config.folder, 'config.json');
  const running = readReady(config.folder);
  if (running && (await speaksSsh(running.port))) {
    const centre = asCentre(config.name, running);
    const isSame = existsSync(configPath) && readFileSync(configPath, 'utf8') === JSON.stringify(config);
    if (standalone && isSame) return centre;
    await centre.stop();
  }
  writeFileSync(configPath, JSON.stringify(config), { mode: 0o600 });
  const log = openSync(join(config.folder, 'centre.log'), 'a', 0o600);
  const flags = standalone ? ['--standalone'] : [];
  // A group of its own: Ctrl-C reaches the portal, which stops its centres in its own order.
  const child = spawn(process.execPath, ['--import', 'tsx', main, configPath, ...flags], {
    detached: true,
    stdio: [standalone ? 'ignore' : 'pipe', 'ignore', log],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '/',
      LANG: 'C.UTF-8',
    } as unknown as NodeJS.ProcessEnv,
  });
  closeSync(log);
  child.unref();
  // Its end is the sign; it must not keep this process from ending.
  (child.stdin as Socket | null)?.unref();
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = readReady(config.folder);
    if (ready?.pid === child.pid && ready) return asCentre(config.name, ready);
    await pause(30);
  }
  const words = readFileSync(join(config.folder, 'centre.log'), 'utf8')
    .trim()
    .split('\n')
    .slice(-5)
    .join(' / ');
  throw new Error(`The demo centre ${config.name} did not start: ${words}`);
}

function readReady(folder: string): Ready | undefined {
  const path = join(folder, 'ready.json');
  if (!existsSync(path)) return undefined;
  const ready = JSON.parse(readFileSync(path, 'utf8')) as Ready;
  return isAlive(ready.pid) ? ready : undefined;
}

function asCentre(name: string, ready: Ready): RunningCentre {
  return {
    name,
    ...ready,
    stop: async () => {
      if (isAlive(ready.pid)) process.kill(ready.pid, 'SIGTERM');
      const deadline = Date.now() + 3_000;
      while (isAlive(ready.pid) && Date.now() < deadline) await pause(20);
      if (isAlive(ready.pid)) process.kill(ready.pid, 'SIGKILL');
    },
  };
}

/** After a restart of the machine the process number may be somebody else's: it is our centre when its port greets as SSH does. */
function speaksSsh(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 });
    const end = (isSsh: boolean) => {
      socket.destroy();
      done(isSsh);
    };
    socket.once('data', (bytes) => end(bytes.toString().startsWith('SSH-2.0-')));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Ended but not collected, as happens in containers, is not alive. @see proc_pid_stat(5), field 3
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/^\d+ \(.*\) [ZX]/s.test(stat);
}
