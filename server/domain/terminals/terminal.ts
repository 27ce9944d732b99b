import { newId } from '#db/new-id';
import type { RemoteShell } from '../../bridge/ssh/port';
import type { TerminalEnd } from '../../contract/terminal-protocol';
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

/** One shell of one person, living in this process, whether or not somebody looks at it. */
export class Terminal {
  readonly id = newId();
  readonly openedAt = new Date();
  private readonly shell: RemoteShell;
  #ended: TerminalEnded | undefined;
  #viewer: TerminalViewer | undefined;
  #joined = 0;
  readonly #endListeners: ((ended: TerminalEnded) => void)[] = [];
  readonly #holds = new Set<'viewer' | 'drawing' | 'pace' | 'joining'>();
  readonly #pace = new BytePace(unseenBytesPerSecond);
  readonly #screen: KeptScreen;
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
    const replay = isFirst ? this.#screen.asPrinted() : await this.#screen.replay(size);
    const isCurrent = () => this.#viewer === viewer && !this.#ended;
    if (isCurrent()) {
      if (!isFirst) this.#showAgain(size);
      viewer.onData(replay);
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
        return true;
      },
    };
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
    this.#screen.resize(size);
    this.shell.resize(size.columns, size.rows);
  }

  /** Full-screen programs draw themselves anew when the window changes: so it changes, even where the new one is as large. */
  #showAgain({ columns, rows }: ScreenSize): void {
    this.shell.resize(columns, Math.max(1, rows - 1));
    this.shell.resize(columns, rows);
  }

  #hold(why: 'viewer' | 'drawing' | 'pace' | 'joining'): void {
    if (this.#holds.size === 0) this.shell.pause();
    this.#holds.add(why);
  }

  #release(why: 'viewer' | 'drawing' | 'pace' | 'joining'): void {
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
