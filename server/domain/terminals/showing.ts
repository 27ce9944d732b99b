import type { ShowingEnd } from '../../contract/watch-protocol';
import type { Watcher, Watching } from '../../showing-services';
import type { ScreenSize } from './draw-screen';
import type { Terminal } from './terminal';
import { WatchedScreen } from './watched-screen';

/** How long a showing waits for its teacher to come, and for either side to come back. */
export type ShowingWaits = Record<'comeSeconds' | 'backSeconds', number>;

export interface ShowingParts {
  terminal: Terminal;
  studentName: string;
  teacher: { id: string; displayName: string };
  waits: ShowingWaits;
  /** Once. `watchedSeconds`: how long the teacher has looked, all in all. */
  onEnd(code: ShowingEnd, watchedSeconds: number): void;
}

/** One terminal, shown by its person to one teacher, until either of them or the terminal ends it. */
export class Showing {
  readonly terminal: Terminal;
  readonly studentName: string;
  readonly teacher: ShowingParts['teacher'];
  #looking: { watcher: Watcher; screen: WatchedScreen; since: number } | undefined;
  #watchedMs = 0;
  #isOver = false;
  #teacherTimer: NodeJS.Timeout | undefined;
  #studentTimer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ShowingParts) {
    this.terminal = parts.terminal;
    this.studentName = parts.studentName;
    this.teacher = parts.teacher;
    this.#waitForTeacher(parts.waits.comeSeconds);
    this.terminal.setOnlooker(this);
    this.terminal.onEnd(() => this.end('over'));
    this.#tell();
    if (!this.terminal.isSeen) this.seen(false);
  }

  /** Somebody looks, instead of whoever did. */
  watch(watcher: Watcher): Watching {
    this.#letGo()?.onEnd('taken-over');
    const screen = new WatchedScreen(this.terminal, watcher);
    clearTimeout(this.#teacherTimer);
    this.#looking = { watcher, screen, since: performance.now() };
    const isCurrent = () => this.#looking?.watcher === watcher;
    this.#tell();
    if (this.terminal.isSeen) screen.renew();
    else screen.away();
    return {
      drawn: (bytes) => void (isCurrent() && screen.drawn(bytes)),
      leave: () => void (isCurrent() && this.end('left')),
      cut: () => {
        if (!isCurrent()) return;
        this.#letGo();
        this.#waitForTeacher(this.parts.waits.backSeconds);
        this.#tell();
      },
    };
  }

  /** Harmless again. */
  end(code: ShowingEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#teacherTimer);
    clearTimeout(this.#studentTimer);
    const watcher = this.#letGo();
    this.terminal.setOnlooker(undefined);
    this.terminal.tellShown({ to: this.teacher.displayName, ended: code });
    watcher?.onEnd(code);
    this.parts.onEnd(code, Math.round(this.#watchedMs / 1000));
  }

  // ── what the terminal tells ──

  printed(bytes: Uint8Array): void {
    this.#looking?.screen.printed(bytes);
  }

  resized(size: ScreenSize): void {
    this.#looking?.screen.resized(size);
  }

  /** Its person's page has gone, or is there (again): they must be able to see that it is shown. */
  seen(isSeen: boolean): void {
    clearTimeout(this.#studentTimer);
    if (isSeen) return this.#looking?.screen.renew();
    this.#looking?.screen.away();
    this.#studentTimer = setTimeout(() => this.end('away'), this.parts.waits.backSeconds * 1000);
  }

  #tell(): void {
    this.terminal.tellShown({ to: this.teacher.displayName, isWatched: this.#looking !== undefined });
  }

  #waitForTeacher(seconds: number): void {
    clearTimeout(this.#teacherTimer);
    this.#teacherTimer = setTimeout(() => this.end('not-come'), seconds * 1000);
  }

  #letGo(): Watcher | undefined {
    const looking = this.#looking;
    this.#looking = undefined;
    if (!looking) return undefined;
    looking.screen.stop();
    this.#watchedMs += performance.now() - looking.since;
    return looking.watcher;
  }
}
