import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { makeSshPrivateKey, publicLineOf } from '../../../start/open-ssh-key';

/** What a command line did on a centre. */
export interface Ran {
  stdout: string;
  stderr: string;
  code: number | undefined;
  signal: string | undefined;
}

/** A connection of one login to a centre, for tests. */
export interface TestLogin {
  readonly client: Client;
  run(line: string, stdin?: string): Promise<Ran>;
  close(): void;
}

/** ssh2's own maker of ed25519 keys makes one in 190 that nobody can read: it cuts leading zeros (1.17, tried 3,000 times). */
export function makeTestKey(): { private: string; public: string } {
  const privateKey = makeSshPrivateKey();
  return { private: privateKey, public: publicLineOf(privateKey) };
}

/** A key pair for a test's centre: `public` for its settings, `private` to come in with. */
export const testKey = makeTestKey();

/** Comes in as that login. @throws Error when the centre refuses. */
export function connectTo(port: number, login: string): Promise<TestLogin> {
  const client = new ssh2.Client();
  return new Promise((done, fail) => {
    client.on('error', fail);
    client.on('ready', () =>
      done({
        client,
        run: (line, stdin) => run(client, line, stdin),
        close: () => client.destroy(),
      }),
    );
    client.connect({ host: '127.0.0.1', port, username: login, privateKey: testKey.private });
  });
}

function run(client: Client, line: string, stdin = ''): Promise<Ran> {
  return new Promise((done, fail) => {
    client.exec(line, (error, channel) => {
      if (error) {
        fail(error);
        return;
      }
      collect(channel, done);
      channel.end(stdin);
    });
  });
}

function collect(channel: ClientChannel, done: (ran: Ran) => void): void {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let end: Pick<Ran, 'code' | 'signal'> = { code: undefined, signal: undefined };
  channel.on('data', (data: Buffer) => out.push(data));
  channel.stderr.on('data', (data: Buffer) => err.push(data));
  channel.on('exit', (code: number | null, signal?: string) => {
    end = { code: code ?? undefined, signal };
  });
  channel.on('close', () =>
    done({ stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), ...end }),
  );
}
