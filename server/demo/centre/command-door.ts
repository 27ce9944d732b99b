import { createServer, type Server } from 'node:net';
import type { Command, CentreTools, FrontEnd } from './command';
import type { Answer, Asked, Caller } from './door/call';
import { readJsonCall } from './door/json-call';
import { readPlainCall } from './door/plain-call';

export interface DoorOptions {
  readonly commands: Readonly<Record<string, Command>>;
  readonly isInteractive: NonNullable<FrontEnd['isInteractive']>;
  readonly tools: CentreTools;
  loginOfToken(token: string): string | undefined;
}

/** Takes a free loopback port for the door, so that its number can be told before anything answers there. */
export function openCommandDoor(): Promise<Server> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => done(server));
  });
}

/**
 * Serves the commands in the centre's bin folder at their door. Who calls is proved by the login's token, never by a name in the
 * environment. Two programs knock: one in bash for what is asked and answered in one go (4 ms of processor time a call), one in Node
 * for what goes back and forth (75 ms).
 */
export function serveCommands(server: Server, options: DoorOptions): void {
  const answer: Answer = (asked, caller) => void run(asked, caller, options);
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      if (first[0] === 0x7b) readJsonCall(socket, first, answer);
      else readPlainCall(socket, first, answer, options.isInteractive);
    });
  });
}

async function run(asked: Asked, caller: Caller, options: DoorOptions): Promise<void> {
  const { commands, tools } = options;
  const { token, ...call } = asked;
  const login = options.loginOfToken(token);
  const command = commands[asked.name];
  if (login === undefined || command === undefined) {
    caller.stderr(`${asked.name}: not allowed\n`);
    caller.exit(1);
    return;
  }
  const { exit, ...ends } = caller;
  try {
    exit(await command({ ...call, ...ends, login, isServiceLogin: login === tools.serviceLogin }, tools));
  } catch (error) {
    tools.log(`${asked.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    caller.stderr(`${asked.name}: internal error\n`);
    exit(1);
  }
}
