import { timingSafeEqual } from 'node:crypto';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, PublicKeyAuthContext, ServerChannel, Session } from 'ssh2';
import { runExec } from './run-exec';
import { runShell } from './run-shell';
import { serveSftp } from './serve-sftp';

/** As sshd's default MaxSessions. @see sshd_config(5), OpenSSH 9.2 */
const maxSessions = 10;

export interface LoginFacts {
  login: string;
  home: string;
  /** What every process of the login sees; without the portal's own environment. */
  environment: Record<string, string>;
}

export interface SshServerOptions {
  hostKey: string;
  authorizedKeys: readonly string[];
  findLogin(login: string): LoginFacts | undefined;
  /** A fault: close new connections before the banner. */
  isRefusing(): boolean;
  log(message: string): void;
}

/** A real SSH server for one demo centre: public keys only, exec, shells in a pty, SFTP in the login's home. `listen` it on loopback. */
export function makeSshServer(options: SshServerOptions): ssh2.Server {
  const keys = options.authorizedKeys
    .map((text) => ssh2.utils.parseKey(text))
    .filter((key) => !(key instanceof Error));
  const server = new ssh2.Server(
    { hostKeys: [options.hostKey], ident: 'SSH-2.0-OpenSSH_9.2-modu-demo' },
    (connection) => {
      if (options.isRefusing()) {
        connection.end();
        return;
      }
      let facts: LoginFacts | undefined;
      connection.on('error', (error) => options.log(`ssh: ${error.message}`));
      connection.on('authentication', (context) => {
        const found = options.findLogin(context.username);
        if (found && context.method === 'publickey' && isKnown(context, keys as ssh2.ParsedKey[])) {
          facts = found;
          context.accept();
        } else refuse(context);
      });
      connection.on('ready', () => facts && serve(connection, facts, options));
    },
  );
  return server;
}

function refuse(context: AuthContext): void {
  context.reject(['publickey']);
}

function isKnown(context: PublicKeyAuthContext, keys: readonly ssh2.ParsedKey[]): boolean {
  return keys.some((key) => {
    const known = key.getPublicSSH();
    const isSame = known.length === context.key.data.length && timingSafeEqual(known, context.key.data);
    if (!isSame) return false;
    if (!context.signature || !context.blob) return true;
    return key.verify(context.blob, context.signature, context.hashAlgo) === true;
  });
}

function serve(connection: Connection, facts: LoginFacts, options: SshServerOptions): void {
  let open = 0;
  const enders = new Set<() => void>();
  connection.on('close', () => enders.forEach((end) => end()));
  connection.on('session', (accept, reject) => {
    if (open >= maxSessions) {
      reject();
      return;
    }
    open++;
    const session = accept();
    let isCounted = true;
    session.on('close', () => {
      if (isCounted) open--;
      isCounted = false;
    });
    serveSession(session, facts, options, enders);
  });
}

function serveSession(
  session: Session,
  facts: LoginFacts,
  options: SshServerOptions,
  enders: Set<() => void>,
): void {
  const extra: Record<string, string> = {};
  let pty: ssh2.PseudoTtyInfo | undefined;
  let resize: ((columns: number, rows: number) => void) | undefined;
  session.on('env', (accept, _reject, info) => {
    if (/^(LANG|LC_[A-Z]+|TZ|TERM)$/.test(info.key)) extra[info.key] = info.val;
    accept?.();
  });
  session.on('pty', (accept, _reject, info) => {
    pty = info;
    accept?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    resize?.(info.cols, info.rows);
    accept?.();
  });
  const start = (channel: ServerChannel, line: string | undefined) => {
    const environment = { ...facts.environment, ...extra };
    const running =
      pty === undefined && line !== undefined
        ? runExec(channel, { line, environment, home: facts.home })
        : runShell(channel, { line, environment, home: facts.home, pty, log: options.log });
    resize = running.resize;
    enders.add(running.end);
    channel.on('close', () => {
      running.end();
      enders.delete(running.end);
    });
    session.on('signal', (accept, _reject, info) => {
      running.signal(`SIG${info.name}` as NodeJS.Signals);
      accept?.();
    });
  };
  session.on('exec', (accept, _reject, info) => start(accept(), info.command));
  session.on('shell', (accept) => start(accept(), undefined));
  session.on('sftp', (accept) => serveSftp(accept(), facts.home));
}
