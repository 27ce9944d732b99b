import { createServer, type Server, type Socket } from 'node:net';
import type { Command, CommandCall, CentreTools } from './command';

interface CallMessage {
  type: 'call';
  token: string;
  name: string;
  argv: string[];
  workFolder: string;
  environment: Record<string, string>;
  isStdinTty: boolean;
  isStdoutTty: boolean;
  columns: number;
}
type Message =
  CallMessage | { type: 'in'; data: string } | { type: 'eof' } | { type: 'signal'; signal: NodeJS.Signals };

/** The unix socket behind the commands: who calls is proved by the login's token, never by a name in the environment. */
export function openCommandDoor(
  path: string,
  commands: Readonly<Record<string, Command>>,
  tools: CentreTools,
  loginOfToken: (token: string) => string | undefined,
): Promise<Server> {
  const server = createServer((socket) => serve(socket, commands, tools, loginOfToken));
  return new Promise((done, fail) => {
    server.on('error', fail);
    server.listen(path, () => done(server));
  });
}

function serve(
  socket: Socket,
  commands: Readonly<Record<string, Command>>,
  tools: CentreTools,
  loginOfToken: (token: string) => string | undefined,
): void {
  const gone = new AbortController();
  const stdin: Buffer[] = [];
  let isEof = false;
  const stdinListeners: ((data: Buffer | undefined) => void)[] = [];
  const signalListeners: ((signal: NodeJS.Signals) => void)[] = [];
  const send = (message: object) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  const askForStdin = () => send({ type: 'read' });
  const asBase64 = (data: string | Buffer) => Buffer.from(data).toString('base64');

  const start = async (message: CallMessage) => {
    const login = loginOfToken(message.token);
    const command = commands[message.name];
    if (login === undefined || command === undefined) {
      send({ type: 'err', data: asBase64(`${message.name}: not allowed\n`) });
      send({ type: 'exit', code: 1 });
      return;
    }
    const call: CommandCall = {
      name: message.name,
      argv: message.argv,
      login,
      isServiceLogin: login === tools.serviceLogin,
      workFolder: message.workFolder,
      environment: message.environment,
      isStdinTty: message.isStdinTty,
      isStdoutTty: message.isStdoutTty,
      columns: message.columns,
      readStdin: () =>
        new Promise((done) => {
          askForStdin();
          const look = () => done(Buffer.concat(stdin));
          if (isEof) look();
          else stdinListeners.push((data) => data === undefined && look());
        }),
      onStdin: (listener) => {
        askForStdin();
        for (const data of stdin) listener(data);
        if (isEof) listener(undefined);
        stdinListeners.push(listener);
      },
      onSignal: (listener) => signalListeners.push(listener),
      stdout: (data) => send({ type: 'out', data: asBase64(data) }),
      stderr: (data) => send({ type: 'err', data: asBase64(data) }),
      gone: gone.signal,
    };
    const code = await command(call, tools).catch((error: unknown) => {
      tools.log(
        `${message.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      call.stderr(`${message.name}: internal error\n`);
      return 1;
    });
    send({ type: 'exit', code });
    socket.end();
  };

  let rest = '';
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('close', () => gone.abort());
  socket.on('data', (text: string) => {
    rest += text;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const message = JSON.parse(rest.slice(0, end)) as Message;
      rest = rest.slice(end + 1);
      if (message.type === 'call') void start(message);
      else if (message.type === 'signal') signalListeners.forEach((listener) => listener(message.signal));
      else {
        const data = message.type === 'in' ? Buffer.from(message.data, 'base64') : undefined;
        if (data) stdin.push(data);
        else isEof = true;
        stdinListeners.forEach((listener) => listener(data));
      }
    }
  });
}
