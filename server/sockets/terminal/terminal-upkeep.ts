import { isAppError } from '../../contract/app-error';
import type { LiveServices } from '../../services';
import type { ShowingServices } from '../../showing-services';
import type { TerminalHandle, TerminalServices } from '../../terminal-services';
import type { SocketRequest } from '../socket-route';
import { TerminalClock, type ClockEvents, type TerminalTiming } from './terminal-clock';

export interface UpkeepOptions {
  terminals: Pick<TerminalServices, 'authorise'>;
  showings: Pick<ShowingServices, 'recheck'>;
  live: LiveServices;
  timing: TerminalTiming & { keepMs: number };
  reauthoriseMs: number;
}

/**
 * What goes on with a terminal whether or not somebody looks at it: its clocks, how long it waits for whoever had it, and the rights of
 * whoever had it last. Ends with the terminal.
 */
export class TerminalUpkeep {
  readonly #clock: TerminalClock;
  #keepTimer: NodeJS.Timeout | undefined;
  #tell: ClockEvents['onSoon'] | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(
    private readonly terminal: TerminalHandle,
    private readonly options: UpkeepOptions,
  ) {
    this.#clock = new TerminalClock(options.timing, {
      onSoon: (code, seconds) => this.#tell?.(code, seconds),
      onOver: (code) => terminal.end(code),
    });
    terminal.onEnd(() => {
      this.#clock.stop();
      clearTimeout(this.#keepTimer);
      this.#stopWatching();
    });
  }

  /** Somebody has it: their rights count from now on, and they are told of its limits. */
  taken(request: SocketRequest, tell: ClockEvents['onSoon']): void {
    clearTimeout(this.#keepTimer);
    this.#tell = tell;
    this.#stopWatching();
    this.#stopWatching = watchRights(this.options, request, this.terminal);
    this.#clock.used();
    this.#clock.toldAnew();
  }

  /** Somebody typed, or said that they are there. */
  used(): void {
    this.#clock.used();
  }

  /** Nobody has it any more. The rights of whoever had it last are looked at all the same. */
  left(): void {
    this.#tell = undefined;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.terminal.end('left-alone'), this.options.timing.keepMs);
  }
}

/**
 * Ends the terminal at once when the session is ended, or the job that it is in, and within a minute when it, the token or the right is gone
 * any other way.
 */
function watchRights(
  { live, terminals, showings, reauthoriseMs }: UpkeepOptions,
  { actor, identify }: SocketRequest,
  terminal: TerminalHandle,
): () => void {
  const { via } = actor;
  const unsubscribe = live.subscribe(actor, (event) => {
    const isSession =
      event.kind === 'session-ended' && via.kind === 'session' && event.sessionId === via.sessionId;
    const isToken = event.kind === 'token-ended' && via.kind === 'token' && event.tokenId === via.tokenId;
    if (isSession || isToken) terminal.end('revoked');
    if (event.kind === 'launch' && event.launchId === terminal.facts.launch?.id) void look();
    // A place in a class may have changed, and with it whose teacher is whose.
    if (event.kind === 'hours' || event.kind === 'class')
      showings.recheck(terminal.id).catch(() => undefined);
  });
  let isOver = false;
  const look = async () => {
    try {
      await terminals.authorise(await identify(), { kind: 'living', id: terminal.id });
      await showings.recheck(terminal.id);
    } catch (error) {
      // The database is away for a moment: that ends no terminal. Nor does the right of one from whom it was taken.
      if (isAppError(error) && !isOver) terminal.end(error.code === 'wrong-state' ? 'job-over' : 'revoked');
    }
  };
  const timer = setInterval(() => void look(), reauthoriseMs);
  return () => {
    isOver = true;
    clearInterval(timer);
    unsubscribe();
  };
}
