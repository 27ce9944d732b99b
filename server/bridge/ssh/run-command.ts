import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../clean-text';
import type { Connection } from './connection';
import { step, type Deadline } from './deadline';
import type { RemoteCommand, RemoteResult } from './port';
import { quoteWords } from './quote-words';

/** Of stdout, unless the command says otherwise: as FirecREST's cap, far over any list of jobs. */
const defaultMaxOutputBytes = 5 * 1024 * 1024;
/** Of stderr: more is read and thrown away. */
const maxErrorBytes = 64 * 1024;

/**
 * Runs a command on a connection. It goes through the login's shell, whatever that is, to /bin/sh, which says a random mark on both
 * outputs before the command speaks: what `.bashrc` and `.cshrc` print stands before it and is passed over.
 * @throws as `RemoteCommand`'s owner `SshLink.run` says.
 */
export async function runCommand(
  connection: Connection,
  command: RemoteCommand,
  options: { deadline: Deadline; commandFolder: string | undefined },
): Promise<RemoteResult> {
  const mark = randomBytes(9).toString('hex');
  const open = await connection.exec(wrap(command.line, mark, options.commandFolder), options.deadline);
  try {
    return await collect(connection, open.channel, command, mark, options.deadline);
  } finally {
    open.free();
  }
}

const wrap = (line: string, mark: string, commandFolder: string | undefined): string =>
  throughSh(`echo ${mark}; echo ${mark} >&2; ${inFolder(commandFolder)}${line}`);

const inFolder = (commandFolder: string | undefined): string =>
  commandFolder ? `PATH=${quoteWords([commandFolder])}:$PATH; export PATH; ` : '';

const throughSh = (text: string): string => `exec /bin/sh -c ${quoteWords([text])}`;

/** The same for a line that a person sees, on a terminal: without a mark. */
export const wrapForTerminal = (line: string, commandFolder: string | undefined): string =>
  throughSh(inFolder(commandFolder) + line);

function collect(
  connection: Connection,
  channel: ClientChannel,
  command: RemoteCommand,
  mark: string,
  deadline: Deadline,
): Promise<RemoteResult> {
  const maxOutputBytes = command.maxOutputBytes ?? defaultMaxOutputBytes;
  return step<RemoteResult>(connection, deadline, (resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let [outBytes, errBytes] = [0, 0];
    const giveUp = () => {
      channel.signal('KILL');
      channel.close();
    };
    channel.on('data', (bytes: Buffer) => {
      outBytes += bytes.length;
      if (outBytes <= maxOutputBytes + maxErrorBytes) stdout.push(bytes);
      else {
        giveUp();
        reject(unclear('the answer is too long'));
      }
    });
    channel.stderr.on('data', (bytes: Buffer) => {
      if (errBytes < maxErrorBytes) stderr.push(bytes);
      errBytes += bytes.length;
    });
    // 'close' says the same as 'exit' (ssh2 1.17 README, Channel), and later: a quick command's 'exit' comes in one packet with the
    // channel's opening, before anybody can listen.
    channel.once('close', (code?: number | null, signal?: string) => {
      if (code === undefined) {
        // ssh2 closes the channels of a lost connection before it tells of the loss, which is the better answer.
        setImmediate(() => reject(unclear('the channel closed without an exit code')));
        return;
      }
      try {
        const out = afterMark(Buffer.concat(stdout), mark);
        const err = afterMark(Buffer.concat(stderr), mark);
        if (!out || out.length > maxOutputBytes)
          throw unclear(out ? 'the answer is too long' : before(stdout, stderr));
        resolve({
          exitCode: code,
          signal: signal ?? null,
          stdout: out,
          stderr: (err ?? Buffer.concat(stderr)).toString('utf8'),
        });
      } catch (error) {
        reject(error);
      }
    });
    channel.end(command.stdin ?? '');
    return giveUp;
  });
}

function afterMark(bytes: Buffer, mark: string): Buffer | undefined {
  const at = bytes.indexOf(`${mark}\n`);
  return at < 0 ? undefined : bytes.subarray(at + mark.length + 1);
}

const before = (stdout: Buffer[], stderr: Buffer[]): string =>
  `the login's shell does not run commands: ${cleanLine(Buffer.concat([...stdout, ...stderr]).toString('utf8'))}`;
const unclear = (words: string): AppError => new AppError('cluster-answer-unclear', { details: { words } });
