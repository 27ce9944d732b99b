import { timingSafeEqual } from 'node:crypto';
import ssh2 from 'ssh2';
import type { Connection, PublicKeyAuthContext, ServerChannel, Session } from 'ssh2';
import type { Guardian } from '../guardian';
import { forwardToSocket } from './forward-to-socket';
import { runExec, type Running } from './run-exec';
import { runShell } from './run-shell';
import { serveSftp } from './serve-sftp';

/** As sshd's default MaxSessions. @see sshd_config(5), OpenSSH 9.2 */
const maxSessions = 10;

export interface LoginFacts {
  login: string;
  home: string;
  /** Short-lived files, on a short path: unix sockets have 107 bytes. */
  temporary: string;
  /** What every process of the login sees; without the portal's own environment. */
  environment: Record<string, string>;
}

export interface SshServerOptions {
  hostKey: string;
  authorizedKeys: readonly string[];
  /** Keys that were let in since, as lines of authorized_keys; asked at every sign-in. */
  addedKeys(): readonly string[];
  findLogin(login: string): LoginFacts | undefined;
  /** A fault: close new connections before the banner. */
  isRefusing(): boolean;
  guardian: Guardian;
  log(message: string): void;
}

/**
 * A real SSH server for one demo centre: public keys only, exec, shells in a pty, SFTP in the login's home. `listen` it on loopback.
 * @throws Error when one of the keys cannot be read.
 */
export function makeSshServer(options: SshServerOptions): ssh2.Server {
  const keys = options.authorizedKeys.map(parsePublicKey);
  const config = { hostKeys: [options.hostKey], ident: 'OpenSSH_9.2-modu-demo' };
  return new ssh2.Server(config, (connection) => {
    connection.on('error', (error) => options.log(`ssh: ${error.message}`));
    if (options.isRefusing()) {
      connection.end();
      return;
    }
    // Keystrokes must not wait for each other. The typings lack what the class has.
    (connection as unknown as { setNoDelay(isOn: boolean): void }).setNoDelay(true);
    let facts: LoginFacts | undefined;
    connection.on('authentication', (context) => {
      const found = options.findLogin(context.username);
      if (
        found &&
        context.method === 'publickey' &&
        isKnown(context, [...keys, ...options.addedKeys().flatMap(parseAddedKey)])
      ) {
        facts = found;
        context.accept();
      } else context.reject(['publickey']);
    });
    connection.on('ready', () => facts && serve(connection, facts, options));
  });
}

function parsePublicKey(text: string): ssh2.ParsedKey {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw new Error(`not an OpenSSH public key: ${key.message}`);
  return key;
}

/** A line that is no key lets nobody in, and keeps nobody out. */
function parseAddedKey(text: string): ssh2.ParsedKey[] {
  const key = ssh2.utils.parseKey(text);
  return key instanceof Error ? [] : [key];
}

function isKnown(context: PublicKeyAuthContext, keys: readonly ssh2.ParsedKey[]): boolean {
  return keys.some((key) => {
    const known = key.getPublicSSH();
    const isSame = known.length === context.key.data.length && timingSafeEqual(known, context.key.data);
    if (!isSame) return false;
    // Without a signature the client only asks whether the key would do. @see RFC 4252, 7
    if (!context.signature || !context.blob) return true;
    return key.verify(context.blob, context.signature, context.hashAlgo) === true;
  });
}

function serve(connection: Connection, facts: LoginFacts, options: SshServerOptions): void {
  let open = 0;
  const all = new Set<Running>();
  connection.on('close', () => all.forEach((running) => running.end()));
  connection.on('openssh.streamlocal', (accept, reject, info) => {
    void forwardToSocket(info.socketPath, facts, accept, reject);
  });
  connection.on('session', (accept, reject) => {
    if (open >= maxSessions) {
      reject();
      return;
    }
    open++;
    const session = accept();
    session.once('close', () => open--);
    serveSession(session, facts, options, all);
  });
}

function serveSession(
  session: Session,
  facts: LoginFacts,
  options: SshServerOptions,
  all: Set<Running>,
): void {
  const extra: Record<string, string> = {};
  let pty: ssh2.PseudoTtyInfo | undefined;
  let running: Running | undefined;
  session.on('env', (accept, _reject, info) => {
    // As AcceptEnv of Debian's sshd_config, and the zone.
    if (/^(LANG|LC_[A-Z]+|TZ)$/.test(info.key)) extra[info.key] = info.val;
    accept?.();
  });
  session.on('pty', (accept, _reject, info) => {
    pty = info;
    accept?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    running?.resize(info.cols, info.rows);
    accept?.();
  });
  session.on('signal', (accept, _reject, info) => {
    running?.signal(`SIG${info.name.replace(/^SIG/, '')}` as NodeJS.Signals);
    accept?.();
  });
  const start = (channel: ServerChannel, line: string | undefined) => {
    const { home } = facts;
    const { guardian, log } = options;
    const environment = { ...facts.environment, ...extra };
    const started =
      pty === undefined && line !== undefined
        ? runExec(channel, { line, environment, home, guardian })
        : runShell(channel, { line, environment, home, guardian, pty, log });
    running = started;
    all.add(started);
    channel.on('close', () => {
      started.end();
      all.delete(started);
    });
  };
  session.on('exec', (accept, _reject, info) => start(accept(), info.command));
  session.on('shell', (accept) => start(accept(), undefined));
  session.on('sftp', (accept) => serveSftp(accept(), facts.home));
}
