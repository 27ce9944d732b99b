import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Connection, type ServerChannel, type ServerConfig, type Session } from 'ssh2';
import { runShell } from '#server/demo/centre/ssh/run-shell';
import { makeTestKey } from '#server/demo/centre/testing/ssh-client';
import { serveSftp } from '#server/demo/centre/ssh/serve-sftp';

/** Keys of tests: what servers show, and what the login comes in with. */
export const keys = {
  host: makeTestKey(),
  otherHost: makeTestKey(),
  login: makeTestKey(),
};

/** `ssh-ed25519 AAAA…` without a comment. */
export const lineOf = ({ public: line }: { public: string }): string => line.split(' ').slice(0, 2).join(' ');

export interface TestServerOptions extends Omit<ServerConfig, 'hostKeys'> {
  hostKey?: string;
  /** Refuses sessions beyond, as sshd does [10]. */
  maxSessions?: number;
  /** Refuses that many session channels before it takes one, with this reason [0; 2]. */
  refuseFirst?: number;
  refuseReason?: number;
  /** How long it takes to open a session [0]. */
  openMs?: number;
  /** What the login's shell does before each command, e.g. a banner of .bashrc. */
  beforeCommand?: string;
  /** false: the login's key is refused [true]. */
  takesKey?(login: string): boolean;
  port?: number;
  /** Lets connections through, as a jump host does [false]. */
  forwards?: boolean;
}

/** What the server has seen. */
export interface Seen {
  connections: number;
  openConnections: number;
  /** Of connections that have not signed in yet. */
  mostHandshakes: number;
  /** Requests to sign in, of whatever kind. */
  authTries: number;
  sessions: number;
  openSessions: number;
  /** Connections that were let through, and to where. */
  forwarded: string[];
  mostSessions: number;
  mostOpening: number;
  commands: string[];
}

export interface TestServer {
  port: number;
  home: string;
  seen: Seen;
  /** Cuts every connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

/** A real SSH server of a test's own, on loopback, with real commands, shells and files below a temporary home. */
export function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'modu-ssh-test-'));
  const sockets = new Set<Socket>();
  const seen: Seen = {
    connections: 0,
    openConnections: 0,
    mostHandshakes: 0,
    authTries: 0,
    sessions: 0,
    openSessions: 0,
    forwarded: [],
    mostSessions: 0,
    mostOpening: 0,
    commands: [],
  };
  let handshakes = 0;
  const { hostKey = keys.host.private, takesKey = () => true, port = 0, ...config } = options;
  const ssh = new ssh2.Server({ ...config, hostKeys: [hostKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      seen.authTries += 1;
      if (context.method === 'publickey' && takesKey(context.username)) context.accept();
      else context.reject(['publickey']);
    });
    connection.on('ready', () => {
      handshakes -= 1;
      if (options.forwards) letThrough(connection, seen);
      serve(connection, home, options, seen);
    });
  });
  // ssh2's server is given sockets, so that a test can count and cut them.
  const listener = createServer((socket) => {
    sockets.add(socket);
    seen.connections += 1;
    seen.openConnections += 1;
    handshakes += 1;
    seen.mostHandshakes = Math.max(seen.mostHandshakes, handshakes);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      seen.openConnections -= 1;
    });
    ssh.injectSocket(socket);
  });
  return new Promise((done, fail) => {
    listener.on('error', fail);
    listener.listen(port, '127.0.0.1', () =>
      done({
        port: (listener.address() as AddressInfo).port,
        home,
        seen,
        cut: () => sockets.forEach((socket) => socket.destroy()),
        close: () =>
          new Promise((closed) => {
            sockets.forEach((socket) => socket.destroy());
            listener.close(() => {
              rmSync(home, { recursive: true, force: true, maxRetries: 5 });
              closed();
            });
          }),
      }),
    );
  });
}

function serve(connection: Connection, home: string, options: TestServerOptions, seen: Seen): void {
  const { maxSessions = 10, refuseReason = 2, openMs = 0 } = options;
  let left = options.refuseFirst ?? 0;
  let open = 0;
  let opening = 0;
  refuseWith(connection, refuseReason);
  connection.on('close', () => {
    seen.openSessions -= open;
    open = 0;
  });
  connection.on('session', (accept, reject) => {
    opening += 1;
    seen.mostOpening = Math.max(seen.mostOpening, opening);
    const answer = () => {
      opening -= 1;
      if (open >= maxSessions || left > 0) {
        left -= 1;
        reject();
        return;
      }
      open += 1;
      seen.sessions += 1;
      seen.openSessions += 1;
      seen.mostSessions = Math.max(seen.mostSessions, open);
      const session = accept();
      session.once('close', () => {
        if (open === 0) return;
        open -= 1;
        seen.openSessions -= 1;
      });
      serveSession(session, home, options, seen);
    };
    if (openMs === 0) answer();
    else setTimeout(answer, openMs);
  });
}

/** ssh2's server lets nobody choose the reason. */
function refuseWith(connection: Connection, reason: number): void {
  const inner = connection as unknown as {
    _protocol: { channelOpenFail(channel: number, reason: number, words: string): void };
  };
  const protocol = inner._protocol;
  const refuse = protocol.channelOpenFail.bind(protocol);
  protocol.channelOpenFail = (channel, _reason, words) => refuse(channel, reason, words);
}

function serveSession(session: Session, home: string, options: TestServerOptions, seen: Seen): void {
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home };
  let size: ssh2.PseudoTtyInfo | undefined;
  let resize: (columns: number, rows: number) => void = () => undefined;
  session.on('pty', (accept, _reject, info) => {
    size = info;
    accept?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    resize(info.cols, info.rows);
    accept?.();
  });
  session.on('signal', (accept) => accept?.());
  session.on('sftp', (accept) => serveSftp(accept(), home));
  session.on('shell', (accept) => {
    const channel = accept();
    const guardian = { watch: () => undefined, forget: () => undefined, end: () => Promise.resolve() };
    const running = runShell(channel, {
      line: undefined,
      environment,
      home,
      guardian,
      pty: size,
      log: () => undefined,
    });
    resize = running.resize;
    channel.on('close', running.end);
  });
  session.on('exec', (accept, _reject, { command }) => {
    seen.commands.push(command);
    runCommandLine(accept(), `${options.beforeCommand ?? ''}\n${command}`, home, environment);
  });
}

function runCommandLine(
  channel: ServerChannel,
  line: string,
  home: string,
  env: Record<string, string>,
): void {
  const child = spawn('/bin/sh', ['-c', line], { cwd: home, env: env as NodeJS.ProcessEnv, detached: true });
  channel.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on('close', (code, signal) => {
    if (signal === null) channel.exit(code ?? 1);
    else channel.exit(signal.slice(3), false, '');
    channel.end();
  });
  channel.on('close', () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
}

function letThrough(connection: Connection, seen: Seen): void {
  connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
    seen.forwarded.push(`${destIP}:${destPort}`);
    const socket = connect({ host: destIP, port: destPort });
    socket.once('error', () => reject());
    socket.once('connect', () => {
      const channel = accept();
      channel.on('error', () => socket.destroy());
      channel.once('close', () => socket.destroy());
      socket.on('error', () => channel.destroy());
      channel.pipe(socket).pipe(channel);
    });
  });
}
