import { newId } from '#db/new-id';
import type { RemoteShell } from '../../bridge/ssh/port';
import type { TerminalEnd } from '../../contract/terminal-protocol';
import type { ShowingState } from '../../showing-services';
import type {
  TerminalAttachment,
  TerminalEnded,
  TerminalFacts,
  TerminalViewer,
} from '../../terminal-services';
import { BytePace } from './byte-pace';
import type { ScreenSize } from './draw-screen';
import type { DrawingDesk } from './drawing-desk';
import { KeptScreen } from './kept-screen';

/** Printed and not drawn for keeping, at which the shell waits; memory that a flood takes here. */
const drawAtBytes = 256 * 1024;
/** What is left undrawn when a shell has gone quiet, and how long that is. */
const quietBytes = 8 * 1024;
const quietMs = 3_000;
/**
 * How fast a shell may print while nobody looks; what is faster waits, as for a slow line. A build's output never comes near it, and `yes`
 * costs a hundredth of a core.
 */
const unseenBytesPerSecond = 64 * 1024;

/** A shell, and of one in a job whether it ended with that code because the job did. */
export interface OpenedShell {
  shell: RemoteShell;
  isJobOver?(exitCode: number): boolean;
}

/** Somebody to whom its person shows it. Gets what is printed; has no way to say anything to the shell. */
export interface Onlooker {
  printed(bytes: Uint8Array): void;
  resized(size: ScreenSize): void;
  seen(isSeen: boolean): void;
}

type Hold = 'viewer' | 'drawing' | 'pace' | 'joining' | symbol;

/** One shell of one person, living in this process, whether or not somebody looks at it. */
export class Terminal {
  readonly id = newId();
  readonly openedAt = new Date();
  private readonly shell: RemoteShell;
  #ended: TerminalEnded | undefined;
  #viewer: TerminalViewer | undefined;
  #joined = 0;
  readonly #endListeners: ((ended: TerminalEnded) => void)[] = [];
  readonly #holds = new Set<Hold>();
  readonly #pace = new BytePace(unseenBytesPerSecond);
  readonly #screen: KeptScreen;
  #size: ScreenSize;
  #onlooker: Onlooker | undefined;
  /** What its person is to know of its being shown; the end of it until they were told. */
  #shown: ShowingState | undefined;
  #quietTimer: NodeJS.Timeout | undefined;
  #paceTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly personId: string,
    readonly facts: TerminalFacts,
    { shell, isJobOver }: OpenedShell,
    size: ScreenSize,
    private readonly desk: DrawingDesk,
  ) {
    this.shell = shell;
    this.#screen = new KeptScreen(size);
    this.#size = size;
    shell.onData((bytes) => this.#heard(bytes));
    shell.onEnd((exitCode) => {
      // Without an exit code the connection went away under it; the far side's answer is never guessed.
      if (exitCode === null) this.#end('cluster-down', null);
      else if (isJobOver?.(exitCode)) this.#end('job-over', null);
      else this.#end('exit', exitCode);
    });
  }

  get isSeen(): boolean {
    return this.#viewer !== undefined;
  }

  get screenSize(): ScreenSize {
    return this.#size;
  }

  get joined(): number {
    return this.#joined;
  }

  /** Once, at once if it is over. */
  onEnd(listener: (ended: TerminalEnded) => void): void {
    if (this.#ended) listener(this.#ended);
    else this.#endListeners.push(listener);
  }

  /** @see TerminalHandle.attach */
  async attach(viewer: TerminalViewer, size: ScreenSize): Promise<TerminalAttachment> {
    this.#viewer?.onTaken();
    if (this.#ended) viewer.onEnd(this.#ended);
    else this.#viewer = viewer;
    this.#release('viewer');
    this.#joined += 1;
    const isFirst = this.#joined === 1;
    this.#hold('joining');
    if (!isFirst) this.#size = size;
    const replay = isFirst ? this.#screen.asPrinted() : await this.#screen.replay(size);
    const isCurrent = () => this.#viewer === viewer && !this.#ended;
    if (isCurrent()) {
      if (!isFirst) this.#showAgain(size);
      viewer.onData(replay);
      if (this.#shown) this.tellShown(this.#shown);
      this.#onlooker?.seen(true);
      this.#release('joining');
    }
    return {
      isCurrent,
      write: (bytes) => void (isCurrent() && this.shell.write(bytes)),
      resize: (columns, rows) => void (isCurrent() && this.#resize({ columns, rows })),
      pause: () => void (isCurrent() && this.#hold('viewer')),
      resume: () => void (isCurrent() && this.#release('viewer')),
      leave: () => {
        if (!isCurrent()) return false;
        this.#viewer = undefined;
        this.#release('viewer');
        this.#onlooker?.seen(false);
        return true;
      },
    };
  }

  /** Who is shown what is printed from now on; undefined: nobody. */
  setOnlooker(onlooker: Onlooker | undefined): void {
    this.#onlooker = onlooker;
  }

  /** Tells its person that it is shown, or is no more: at once, or as soon as they are there. */
  tellShown(state: ShowingState): void {
    this.#shown = 'ended' in state && this.#viewer ? undefined : state;
    this.#viewer?.onShown(state);
  }

  /** Calls back with what draws the screen as it is, before anything more is printed; not at all when the shell has ended. */
  async picture(take: (size: ScreenSize, bytes: Uint8Array) => void): Promise<void> {
    // Two may be drawn at once, of a teacher who looks anew: each holds the shell by itself.
    const picture = Symbol('picture');
    this.#hold(picture);
    try {
      await this.desk.turn(async () => {
        if (this.#ended) return;
        const size = this.#size;
        const bytes = await this.#screen.replay(size);
        if (!this.#ended) take(size, bytes);
      });
    } finally {
      this.#release(picture);
    }
  }

  /** Ends the shell (its programs get SIGHUP). Harmless when it is over. */
  end(code: TerminalEnd): void {
    this.#end(code, null);
    this.shell.close();
  }

  #heard(bytes: Buffer): void {
    if (this.#ended) return;
    this.#screen.add(bytes);
    if (this.#viewer) this.#viewer.onData(bytes);
    else this.#slowDown(bytes.length);
    this.#onlooker?.printed(bytes);
    if (this.#screen.bytesSince >= drawAtBytes && !this.#screen.skip()) this.#draw();
    if (this.#quietTimer) this.#quietTimer.refresh();
    else this.#quietTimer = setTimeout(() => this.#quiet(), quietMs).unref();
  }

  #slowDown(bytes: number): void {
    const waitMs = this.#pace.take(bytes);
    if (waitMs === 0) return;
    this.#hold('pace');
    clearTimeout(this.#paceTimer);
    this.#paceTimer = setTimeout(() => this.#release('pace'), waitMs);
  }

  #quiet(): void {
    this.#quietTimer = undefined;
    if (this.#screen.bytesSince > quietBytes) this.#draw();
  }

  #draw(): void {
    if (this.#holds.has('drawing')) return;
    this.#hold('drawing');
    void this.desk
      .turn(() => this.#screen.fold())
      .catch(() => undefined)
      .then(() => this.#release('drawing'));
  }

  #resize(size: ScreenSize): void {
    this.#size = size;
    this.#screen.resize(size);
    this.#onlooker?.resized(size);
    this.shell.resize(size.columns, size.rows);
  }

  /** Full-screen programs draw themselves anew when the window changes: so it changes, even where the new one is as large. */
  #showAgain({ columns, rows }: ScreenSize): void {
    this.shell.resize(columns, Math.max(1, rows - 1));
    this.shell.resize(columns, rows);
  }

  #hold(why: Hold): void {
    if (this.#holds.size === 0) this.shell.pause();
    this.#holds.add(why);
  }

  #release(why: Hold): void {
    if (this.#holds.delete(why) && this.#holds.size === 0) this.shell.resume();
  }

  #end(code: TerminalEnd, exitCode: number | null): void {
    if (this.#ended) return;
    const seconds = Math.round((Date.now() - this.openedAt.getTime()) / 1000);
    this.#ended = { code, exitCode, seconds };
    this.#viewer?.onEnd(this.#ended);
    this.#viewer = undefined;
    clearTimeout(this.#quietTimer);
    clearTimeout(this.#paceTimer);
    for (const listener of this.#endListeners) listener(this.#ended);
  }
}
