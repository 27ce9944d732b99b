import type { Socket } from 'node:net';
import type { CommandCall } from '../command';

/** Who calls what, as a door read it. The environment is without the login's secret. */
export interface Asked extends Pick<
  CommandCall,
  'name' | 'argv' | 'workFolder' | 'environment' | 'isStdinTty' | 'isStdoutTty' | 'columns' | 'rows'
> {
  readonly token: string;
}

/** The caller's end of a call. */
export type Caller = Pick<
  CommandCall,
  'readStdin' | 'onStdin' | 'onResize' | 'onSignal' | 'room' | 'stdout' | 'stderr' | 'gone'
> & { exit(code: number): void };

/** Hands a call that was read to its command. */
export type Answer = (asked: Asked, caller: Caller) => void;

/** Aborts when the caller's socket closes. */
export function goneWith(socket: Socket): AbortSignal {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  return gone.signal;
}
