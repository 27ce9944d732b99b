import type { Socket } from 'node:net';
import type { FrontEnd } from '../command';
import { goneWith, type Answer, type Asked } from './call';

/**
 * A call in one go, from the bash program in shim/call-centre.sh. It sends, each followed by NUL: `modu1`, token, command, folder,
 * 0 if stdin is a terminal, 0 if stdout is, columns, the number of arguments, the arguments, the environment, nothing.
 * It is answered by lines: `read` (send stdin as base64, then a line `.`), `again` (call by the other program), or `exit <code> <0|1>`,
 * stderr with its escapes for `printf %b` in one line, and stdout to the end when the number is 1.
 */
export function readPlainCall(
  socket: Socket,
  first: Buffer,
  answer: Answer,
  isInteractive: NonNullable<FrontEnd['isInteractive']>,
): void {
  let bytes = first;
  let stdin: ((data: Buffer) => void) | undefined;
  let isAsked = false;
  const take = () => {
    if (isAsked) {
      if (!bytes.equals(dot) && !bytes.subarray(-3).equals(endOfStdin)) return;
      stdin?.(Buffer.from(bytes.subarray(0, -2).toString('latin1'), 'base64'));
      return;
    }
    const asked = parseAsked(bytes);
    if (!asked) return;
    isAsked = true;
    bytes = Buffer.alloc(0);
    if (isInteractive(asked.name, asked.argv)) socket.end('again\n');
    else start(asked);
  };
  const start = (asked: Asked) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    answer(asked, {
      readStdin: () =>
        new Promise((done) => {
          stdin = done;
          socket.write('read\n');
        }),
      onStdin: (listener) => listener(undefined),
      onResize: () => undefined,
      onSignal: () => undefined,
      room: () => undefined,
      stdout: (data) => void out.push(Buffer.from(data)),
      stderr: (data) => void err.push(Buffer.from(data)),
      exit: (code) => {
        const said = escapeForPrintf(Buffer.concat(err).toString('latin1'));
        const head = `exit ${code} ${out.length > 0 ? 1 : 0}\n${said}\n`;
        if (!socket.destroyed) socket.end(Buffer.concat([Buffer.from(head, 'latin1'), ...out]));
      },
      gone: goneWith(socket),
    });
  };
  socket.on('data', (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    take();
  });
  take();
}

const dot = Buffer.from('.\n');
const endOfStdin = Buffer.from('\n.\n');

/** undefined while it has not come whole. */
function parseAsked(bytes: Buffer): Asked | undefined {
  if (!bytes.subarray(-2).equals(Buffer.alloc(2))) return undefined;
  const [greeting, token = '', name = '', workFolder = '/', stdinTty, stdoutTty, columns, count, ...words] =
    bytes.subarray(0, -2).toString('utf8').split('\0');
  const argc = Number(count);
  // An empty last argument looks like the end until the environment has come: that is never empty.
  if (greeting !== 'modu1' || words.length <= argc) return undefined;
  const entries = words.slice(argc).map((entry): [string, string] => {
    const cut = entry.indexOf('=');
    return [entry.slice(0, cut), entry.slice(cut + 1)];
  });
  return {
    token,
    name,
    argv: words.slice(0, argc),
    workFolder,
    environment: Object.fromEntries(entries.filter(([key]) => key !== 'MODU_CENTRE_TOKEN' && key !== '_')),
    isStdinTty: stdinTty === '0',
    isStdoutTty: stdoutTty === '0',
    columns: Number(columns) || 0,
    rows: 0,
  };
}

/** @see bash(1), printf: %b */
const escapeForPrintf = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\0', '');
