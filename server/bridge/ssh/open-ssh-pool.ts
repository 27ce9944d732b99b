import type { Duplex } from 'node:stream';
import { AppError, isAppError } from '#server/contract/app-error';
import type { Connection } from './connection';
import { Deadline } from './deadline';
import { openShell } from './open-shell';
import { ClusterDoor, LoginDoor } from './login-door';
import { withDefaults, type PoolOptions } from './pool-options';
import type { SshLink, SshPool, SshProfile, SshTarget } from './port';
import { readHostKey } from './read-host-key';
import { readHostKeys } from './read-host-keys';
import { remoteFiles } from './remote-files';
import { runCommand, wrapForTerminal } from './run-command';

const defaultDeadlineMs = 15_000;
type WayTarget = Pick<SshTarget, 'cluster' | 'host' | 'port' | 'jump' | 'signIn'>;

/** Of a connection through the tunnel: a person waits for a page. */
const dialDeadlineMs = 10_000;

/**
 * Opens the portal's door to all clusters. Nothing is connected before the first use of a link. `close` ends every connection; links
 * answer cluster-down from then on.
 */
export function openSshPool(options: PoolOptions): SshPool {
  const settings = withDefaults(options);
  const clusters = new Map<string, ClusterDoor>();
  const logins = new Map<string, LoginDoor>();
  let isClosed = false;

  const doorOf = (target: SshTarget, asked: SshProfile): LoginDoor => {
    // A key comes in for everything: one connection does.
    const profile = target.signIn === 'certificate' ? asked : 'control';
    const address = `${target.cluster} ${target.host}:${target.port}`;
    // A change of address, keys or login is another door: no connection outlives the facts that it was opened with.
    const { login, hostKeys, signIn, jump } = target;
    const key = JSON.stringify([address, login, hostKeys, signIn, profile, jump ?? null]);
    let door = logins.get(key);
    if (!door) {
      const cluster = clusters.get(address) ?? new ClusterDoor(settings);
      clusters.set(address, cluster);
      door = new LoginDoor(target, profile, cluster, settings, wayTo(target));
      logins.set(key, door);
    }
    return door;
  };

  const link = (target: SshTarget): SshLink =>
    linkTo(target, (profile) => {
      if (isClosed) throw new AppError('cluster-down', { details: { words: 'the portal is stopping' } });
      return doorOf(target, profile);
    });
  /** How a target behind a jump host is reached; undefined: directly. */
  const wayTo = ({ jump, cluster, host, port, signIn }: WayTarget) =>
    jump
      ? async (): Promise<Duplex> => {
          const atJump = link({ cluster, ...jump, ...(signIn && { signIn }) });
          const way = await atJump.dial({ kind: 'tcp', host, port });
          if (way) return way;
          const words = `${jump.host} reaches nothing at ${host}:${port}`;
          throw new AppError('cluster-down', { details: { words, trouble: 'nobody-listens' } });
        }
      : undefined;

  return {
    link,
    readHostKeys: async (address) => {
      const way = wayTo({ cluster: '', ...address });
      if (!way) return readHostKeys(address, settings.readyTimeoutMs);
      return [await readHostKey({ sock: await way() }, settings.readyTimeoutMs)];
    },
    size: () => [...logins.values()].reduce((sum, door) => sum + door.size, 0),
    close: async () => {
      isClosed = true;
      await Promise.all([...logins.values()].map((door) => door.close()));
    },
  };
}

function linkTo(target: SshTarget, door: (profile: SshProfile) => LoginDoor): SshLink {
  const withConnection = async <Value>(
    deadline: Deadline,
    work: (connection: Connection) => Promise<Value>,
    profile: SshProfile = 'control',
  ): Promise<Value> => {
    const connection = await withinDeadline(door(profile).connection(), deadline);
    try {
      return await work(connection);
    } catch (error) {
      retireWhenLate(connection, error);
      throw error;
    }
  };
  return {
    run: (command) => {
      const deadline = new Deadline(command.deadlineMs ?? defaultDeadlineMs);
      return withConnection(deadline, (connection) =>
        runCommand(connection, command, { deadline, commandFolder: target.commandFolder }),
      );
    },
    shell: async (size, line) => {
      const deadline = new Deadline(defaultDeadlineMs);
      const taking = door('shell').shellPlace();
      try {
        const wrapped = line === undefined ? undefined : wrapForTerminal(line, target.commandFolder);
        return await openShell(await withinDeadline(taking, deadline), size, deadline, wrapped);
      } catch (error) {
        void taking.then(
          ({ connection, free }) => {
            free();
            retireWhenLate(connection, error);
          },
          () => undefined,
        );
        throw error;
      }
    },
    dial: (to) => {
      const deadline = new Deadline(dialDeadlineMs);
      return withConnection(deadline, (connection) => connection.dial(to, deadline), 'tunnel');
    },
    files: remoteFiles(withConnection),
  };
}

/** What hangs at the far end keeps its slot there (MaxSessions): leave it a connection of its own. */
function retireWhenLate(connection: Connection, error: unknown): void {
  if (isAppError(error) && error.code === 'deadline-passed') connection.retire();
}

/** Connecting goes on for the next caller when this one gives up. Nothing was sent then, so it is not `deadline-passed`. */
async function withinDeadline<Value>(connecting: Promise<Value>, deadline: Deadline): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError('cluster-down', { details: { words: 'not connected in time' } })),
      deadline.remainingMs,
    );
  });
  try {
    return await Promise.race([connecting, late]);
  } finally {
    clearTimeout(timer);
  }
}
