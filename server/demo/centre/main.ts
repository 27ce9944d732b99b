import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { centreCommands } from './centre-commands';
import { openCommandDoor } from './command-door';
import { centreConfigSchema, type CentreConfig } from './config';
import { makeEngine } from './engine/make-engine';
import type { Partition } from './engine/engine';
import { Faults, faultsOfScript } from './faults';
import { Logins } from './logins';
import { writeShims } from './shims';
import { makeSshServer } from './ssh/ssh-server';

/* A demo centre: `node --import tsx server/demo/centre/main.ts <config.json>`. One JSON line on stdout says that it is ready. */

const config = centreConfigSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
mkdirSync(config.folder, { recursive: true, mode: 0o755 });
const log = (message: string) => process.stderr.write(`${new Date().toISOString()} ${message}\n`);

const socketPath = socketPathOf(config.folder);
rmSync(socketPath, { force: true });
const logins = new Logins(config.folder, { centreName: config.name, socketPath, zone: 'UTC' });
logins.add(config.serviceLogin);
const faults = new Faults(config.folder);
const frontEnd =
  config.scheduler === 'slurm'
    ? (await import('./slurm/front-end')).slurmFrontEnd
    : (await import('./pbs/front-end')).pbsFrontEnd;
const commands = { ...frontEnd.commands, ...centreCommands((name) => logins.add(name)) };
writeShims(config.folder, Object.keys(commands));

const engine = makeEngine({
  folder: join(config.folder, 'engine'),
  partitions: partitionsOf(config),
  hooks: frontEnd.makeHooks({ centreName: config.name, homeOf: logins.homeOf, uidOf: logins.uidOf }),
  serviceLogin: config.serviceLogin,
  baseEnvironmentOf: (login) => logins.environmentOf(login),
  deviceVariable: config.partitions[0]?.accelerator.startsWith('mi')
    ? 'HIP_VISIBLE_DEVICES'
    : 'CUDA_VISIBLE_DEVICES',
  faultsOf: faultsOfScript,
  log,
});
const door = await openCommandDoor(
  socketPath,
  commands,
  { centreName: config.name, engine, faults, logins, serviceLogin: config.serviceLogin, log },
  logins.ofToken,
);
const hostKey = readOrMakeHostKey(join(config.folder, 'host_key'));
const server = makeSshServer({
  hostKey,
  authorizedKeys: config.authorizedKeys,
  findLogin: (login) => logins.find(login),
  isRefusing: () => faults.get('ssh-refuse') !== undefined,
  log,
});
const port = await listen(server, config);
const parsed = ssh2.utils.parseKey(hostKey);
if (parsed instanceof Error) throw parsed;
const publicKey = `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
writeFileSync(
  join(config.folder, 'ready.json'),
  JSON.stringify({ pid: process.pid, port, hostKey: publicKey }),
);
process.stdout.write(`${JSON.stringify({ ready: true, port, hostKey: publicKey, pid: process.pid })}\n`);

let isStopping = false;
const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(0), 1_500).unref();
  server.close();
  door.close();
  await engine.close();
  rmSync(join(config.folder, 'ready.json'), { force: true });
  rmSync(socketPath, { force: true });
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
process.on('SIGHUP', () => undefined);
process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (error) => log(`unhandled: ${String(error)}`));

/** A unix socket's path holds about 100 bytes; a deep folder gets one in the system's temporary folder. @see unix(7), sun_path */
function socketPathOf(folder: string): string {
  const near = join(folder, 'commands.sock');
  if (Buffer.byteLength(near) < 100) return near;
  return join(tmpdir(), `modu-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

function partitionsOf({ partitions, name }: CentreConfig): Partition[] {
  return partitions.map(({ nodes, ...partition }) => ({
    ...partition,
    nodeNames: Array.from({ length: nodes }, (_, index) => `${name}-${partition.name}${index + 1}`),
  }));
}

function readOrMakeHostKey(path: string): string {
  if (!existsSync(path))
    writeFileSync(path, ssh2.utils.generateKeyPairSync('ed25519').private, { mode: 0o600 });
  return readFileSync(path, 'utf8');
}

function listen(server: ssh2.Server, { host, port: asked, folder }: CentreConfig): Promise<number> {
  const remembered = existsSync(join(folder, 'port'))
    ? Number(readFileSync(join(folder, 'port'), 'utf8'))
    : 0;
  return new Promise((done, fail) => {
    let wanted = asked || remembered;
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && asked === 0 && wanted !== 0) {
        wanted = 0;
        server.listen(0, host);
      } else fail(error);
    });
    server.listen(wanted, host, () => {
      const { port } = server.address() as { port: number };
      writeFileSync(join(folder, 'port'), String(port));
      done(port);
    });
  });
}
