import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { makeSshPrivateKey } from '../../start/open-ssh-key';
import { centreCommands } from './centre-commands';
import type { FrontEnd } from './command';
import { openCommandDoor, serveCommands } from './command-door';
import type { CentreConfig } from './config';
import type { Partition } from './engine/engine';
import { makeEngine } from './engine/make-engine';
import { Faults } from './faults';
import { startGuardian } from './guardian';
import { Logins } from './logins';
import { searchPathOf, shimVariables, writeShims } from './shims';
import { makeSshServer } from './ssh/ssh-server';

export interface OpenCentre {
  port: number;
  /** `ssh-ed25519 AAAA…` */
  hostKey: string;
  /** Ends shells, jobs and commands; jobs that ran are found as node failures at the next start. */
  close(): Promise<void>;
}

/** Opens a demo centre on its folder: engine, commands, SSH. @throws when the folder or the port cannot be used. */
export async function openCentre(config: CentreConfig, log: (message: string) => void): Promise<OpenCentre> {
  const { folder, name, serviceLogin } = config;
  const frontEnd = await frontEndOf(config.scheduler);
  const faults = new Faults(folder);
  const mark = ['MODU_CENTRE_RUN', randomBytes(12).toString('hex')] as const;
  const guardian = startGuardian(mark.join('='));
  const door = await openCommandDoor();
  const logins = new Logins(folder, searchPathOf(folder), {
    ...shimVariables(folder, (door.address() as AddressInfo).port),
    [mark[0]]: mark[1],
    MODU_CENTRE_NAME: name,
    MODU_CENTRE_HELLO: hello(name, config.scheduler),
  });
  logins.add(serviceLogin);
  const engine = makeEngine({
    folder: join(folder, 'engine'),
    partitions: partitionsOf(config),
    hooks: frontEnd.makeHooks({ centreName: name, homeOf: logins.homeOf, uidOf: logins.uidOf }),
    serviceLogin,
    baseEnvironmentOf: (login) => logins.environmentOf(login),
    deviceVariable: deviceVariableOf(config),
    faultsOf: (request) => faults.ofRun(request),
    guardian,
    log,
  });
  const commands = { ...frontEnd.commands, ...centreCommands(logins) };
  writeShims(folder, Object.keys(commands));
  serveCommands(door, {
    commands,
    isInteractive: frontEnd.isInteractive ?? (() => false),
    tools: { centreName: name, engine, faults, logins, serviceLogin, log },
    loginOfToken: logins.ofToken,
  });
  const hostKey = readOrMakeHostKey(join(folder, 'host_key'));
  const server = makeSshServer({
    hostKey,
    authorizedKeys: config.authorizedKeys,
    addedKeys: () => readAddedKeys(logins.homeOf(serviceLogin)),
    findLogin: (login) => logins.find(login),
    isRefusing: () => faults.get('ssh-refuse') !== undefined,
    guardian,
    log,
  });
  const port = await listen(server, config);
  return {
    port,
    hostKey: publicLineOf(hostKey),
    close: async () => {
      server.close();
      door.close();
      await engine.close();
      await guardian.end();
      logins.emptyTemporary();
    },
  };
}

async function frontEndOf(scheduler: CentreConfig['scheduler']): Promise<FrontEnd> {
  if (scheduler === 'slurm') return (await import('./slurm/front-end')).slurmFrontEnd;
  return (await import('./pbs/front-end')).pbsFrontEnd;
}

const hello = (name: string, scheduler: CentreConfig['scheduler']) => {
  const words = scheduler === 'slurm' ? 'sinfo, squeue' : 'pbsnodes -aSj, qstat';
  return `${name}: 데모 센터의 로그인 노드예요. 이런 명령을 쳐 보세요: ${words}`;
};

/** As the vendors' programs read them. */
const deviceVariableOf = ({ partitions }: CentreConfig) =>
  partitions[0]?.accelerator.startsWith('mi') ? 'HIP_VISIBLE_DEVICES' : 'CUDA_VISIBLE_DEVICES';

function partitionsOf({ partitions, name }: CentreConfig): Partition[] {
  return partitions.map(({ nodes, ...partition }) => ({
    ...partition,
    nodeNames: Array.from({ length: nodes }, (_, index) => `${name}-${partition.name}${index + 1}`),
  }));
}

/**
 * The service login's own authorized_keys, believed for every login: as a centre's command puts the portal's key into each home that it
 * makes. A cluster can be attached here once more with another key.
 */
function readAddedKeys(home: string): string[] {
  const path = join(home, '.ssh/authorized_keys');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

function readOrMakeHostKey(path: string): string {
  if (!existsSync(path)) writeFileSync(path, makeSshPrivateKey(), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}

function publicLineOf(hostKey: string): string {
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
}

/** On the port asked for, or the one of last time, or a free one, which is kept for the next time. */
function listen(server: ssh2.Server, { host, port: asked, folder }: CentreConfig): Promise<number> {
  const path = join(folder, 'port');
  const remembered = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  return new Promise((done, fail) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && asked === 0 && remembered !== 0) server.listen(0, host);
      else fail(error);
    });
    server.listen(asked || remembered, host, () => {
      const { port } = server.address() as AddressInfo;
      writeFileSync(path, String(port));
      done(port);
    });
  });
}
