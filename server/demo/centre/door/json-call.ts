import type { Socket } from 'node:net';
import { goneWith, type Answer, type Asked } from './call';

type Message =
  | ({ type: 'call' } & Asked)
  | { type: 'in'; data: string }
  | { type: 'eof' }
  | { type: 'size'; columns: number; rows: number }
  | { type: 'signal'; signal: NodeJS.Signals };

/** A call that goes back and forth, one JSON message a line: stdin as it comes, output as it is made, signals. From shim/call-centre.mjs. */
export function readJsonCall(socket: Socket, first: Buffer, answer: Answer): void {
  const stdin: Buffer[] = [];
  let isEof = false;
  const stdinListeners: ((data: Buffer | undefined) => void)[] = [];
  const signalListeners: ((signal: NodeJS.Signals) => void)[] = [];
  const sizeListeners: ((columns: number, rows: number) => void)[] = [];
  const send = (message: object) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  const room = (): Promise<void> | undefined => {
    if (socket.destroyed || !socket.writableNeedDrain) return undefined;
    return new Promise((done) => {
      socket.once('drain', done);
      socket.once('close', () => done());
    });
  };
  const asBase64 = (data: string | Buffer) => Buffer.from(data).toString('base64');
  const onStdin = (listener: (data: Buffer | undefined) => void, isRaw = false) => {
    send({ type: 'read', isRaw });
    for (const data of stdin) listener(data);
    if (isEof) listener(undefined);
    stdinListeners.push(listener);
  };
  const start = (asked: Asked) =>
    answer(asked, {
      onStdin,
      readStdin: () =>
        new Promise((done) => {
          const all: Buffer[] = [];
          onStdin((data) => (data ? all.push(data) : done(Buffer.concat(all))));
        }),
      onResize: (listener) => void sizeListeners.push(listener),
      onSignal: (listener) => void signalListeners.push(listener),
      room,
      stdout: (data) => send({ type: 'out', data: asBase64(data) }),
      stderr: (data) => send({ type: 'err', data: asBase64(data) }),
      exit: (code) => {
        send({ type: 'exit', code });
        socket.end();
      },
      gone: goneWith(socket),
    });

  const take = (message: Message) => {
    if (message.type === 'call') start(message);
    else if (message.type === 'signal') signalListeners.forEach((listener) => listener(message.signal));
    else if (message.type === 'size')
      sizeListeners.forEach((listener) => listener(message.columns, message.rows));
    else {
      const data = message.type === 'in' ? Buffer.from(message.data, 'base64') : undefined;
      if (data) stdin.push(data);
      else isEof = true;
      stdinListeners.forEach((listener) => listener(data));
    }
  };
  let rest = '';
  const read = (bytes: Buffer) => {
    rest += bytes.toString('latin1');
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = Buffer.from(rest.slice(0, end), 'latin1').toString('utf8');
      rest = rest.slice(end + 1);
      try {
        take(JSON.parse(line) as Message);
      } catch {
        socket.destroy();
        return;
      }
    }
  };
  socket.on('data', read);
  read(first);
}
