import type { Duplex } from 'node:stream';
import { AppError, isAppError } from '#server/contract/app-error';
import { Breaker } from './breaker';
import { connect, SignInRefused } from './connect';
import type { Connection, ShellPlace } from './connection';
import { Gate } from './gate';
import { handshakeGapMs, handshakesAtOnce, type PoolSettings } from './pool-options';
import type { SshProfile, SshTarget } from './port';

/** What all logins of a cluster share: whether it answers at all, and how many handshakes it is asked for at once. */
export class ClusterDoor {
  readonly breaker: Breaker;
  readonly gate = new Gate(handshakesAtOnce, handshakeGapMs);

  constructor(settings: PoolSettings) {
    this.breaker = new Breaker(settings.retryFirstMs, settings.retryMaxMs);
  }
}

/** The connections of one login. */
export class LoginDoor {
  #connections: Connection[] = [];
  #connecting: Promise<Connection> | undefined;
  readonly #refused: Breaker;
  #isClosed = false;

  constructor(
    private readonly target: SshTarget,
    private readonly profile: SshProfile,
    private readonly cluster: ClusterDoor,
    private readonly settings: PoolSettings,
    /** The way to it, where it is not reached directly. @throws as `SshLink.dial` */
    private readonly openWay: (() => Promise<Duplex>) | undefined,
  ) {
    this.#refused = new Breaker(settings.refusedFirstMs, settings.refusedMaxMs);
  }

  get size(): number {
    return this.#connections.length;
  }

  /** A connection with room for one more command or file operation. */
  connection(): Promise<Connection> {
    return this.#take((one) => (one.isUsable ? one : undefined));
  }

  /** A connection and the place of one shell on it. */
  shellPlace(): Promise<ShellPlace> {
    return this.#take((one) => one.takeShellPlace());
  }

  async #take<Place>(placeOn: (connection: Connection) => Place | undefined): Promise<Place> {
    for (;;) {
      for (const one of this.#connections) {
        const place = placeOn(one);
        if (place !== undefined) return place;
      }
      // One connects, the others wait for it; who finds no room on it connects in turn.
      this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
      await this.#connecting;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const connection of this.#connections) connection.destroy();
    await this.#connecting?.then(
      (connection) => connection.destroy(),
      () => undefined,
    );
  }

  async #connect(): Promise<Connection> {
    // Before the queue for a handshake too: a dead cluster answers at once, however many ask.
    this.cluster.breaker.check();
    const refusedEntry = this.#refused.enter();
    const leave = await this.cluster.gate.enter();
    try {
      const clusterEntry = this.#enterCluster();
      try {
        const way = await this.openWay?.();
        return this.#keep(await connect(this.target, this.profile, this.settings, way));
      } catch (error) {
        throw this.#learn(error, clusterEntry, refusedEntry);
      }
    } finally {
      leave();
    }
  }

  #enterCluster(): number {
    try {
      return this.cluster.breaker.enter();
    } catch (error) {
      this.#refused.abandoned();
      throw error;
    }
  }

  #keep(connection: Connection): Connection {
    this.cluster.breaker.succeeded();
    this.#refused.succeeded();
    this.#connections.push(connection);
    connection.onLost(() => (this.#connections = this.#connections.filter((one) => one !== connection)));
    if (this.#isClosed) connection.destroy();
    return connection;
  }

  #learn(error: unknown, clusterEntry: number, refusedEntry: number): AppError {
    const { cluster, login } = this.target;
    const failure = isAppError(error)
      ? error
      : new AppError('cluster-down', {
          details: { words: 'the cluster refuses the key of this login', trouble: 'sign-in-refused' },
        });
    if (error instanceof SignInRefused) {
      this.cluster.breaker.succeeded();
      this.#refused.failed(failure, refusedEntry);
    } else {
      this.#refused.abandoned();
      if (failure.code === 'cluster-down' || failure.code === 'host-key-changed') {
        this.cluster.breaker.failed(failure, clusterEntry);
      } else this.cluster.breaker.abandoned();
    }
    const words = String(failure.details['words'] ?? failure.details['fingerprint'] ?? '');
    this.settings.onTrouble?.({ cluster, login, code: failure.code, words });
    return failure;
  }
}
