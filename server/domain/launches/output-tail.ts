import { isAppError } from '../../contract/app-error';
import type { OutputLines, OutputNews } from '../../contract/output-news';

export interface TailSource {
  /** Asked first in each turn: whether nothing more will be written. */
  hasEnded(): Promise<boolean>;
  /** Lines from a byte on, or the last ones; undefined when nothing is written yet. @throws AppError while the cluster is away */
  read(fromByte: number | undefined): Promise<OutputLines | undefined>;
}

/** Milliseconds between two turns: the first after something came, longer and longer up to the second while nothing does. */
export interface TailTiming {
  quickMs: number;
  slowMs: number;
}

interface Watcher {
  fromByte: number | undefined;
  /** undefined before it was told anything. */
  sizeBytes: number | undefined;
  isAway: boolean;
  listener: (news: OutputNews) => void;
}

/**
 * Follows one output file for everybody who watches it: one read a turn for all who are at the same byte, which after a turn or two is
 * everyone. Rests when nobody watches; ends each watch once the launch has ended and was read to its end.
 */
export class OutputTail {
  private readonly watchers = new Set<Watcher>();
  private timer: NodeJS.Timeout | undefined;
  private isTurning = false;
  private waitMs: number;

  constructor(
    private readonly source: TailSource,
    private readonly timing: TailTiming,
    /** Called when the last watcher is gone. */
    private readonly onRest: () => void,
  ) {
    this.waitMs = timing.quickMs;
  }

  /** Tells the listener from its next turn on, which comes at once; call what it returns to stop. Never throws. */
  watch(fromByte: number | undefined, listener: Watcher['listener']): () => void {
    const watcher: Watcher = { fromByte, sizeBytes: undefined, isAway: false, listener };
    this.watchers.add(watcher);
    this.waitMs = this.timing.quickMs;
    this.arm(0);
    return () => this.drop(watcher);
  }

  private drop(watcher: Watcher): void {
    if (!this.watchers.delete(watcher) || this.watchers.size > 0) return;
    clearTimeout(this.timer);
    this.onRest();
  }

  private arm(ms: number): void {
    if (this.isTurning) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.turn(), ms);
  }

  private async turn(): Promise<void> {
    this.isTurning = true;
    const isNews = await this.tellAll().catch((error: unknown) => this.tellAway(error));
    this.waitMs = isNews ? this.timing.quickMs : Math.min(this.timing.slowMs, this.waitMs * 1.6);
    this.isTurning = false;
    const hasSomebodyCome = [...this.watchers].some((one) => one.sizeBytes === undefined && !one.isAway);
    if (this.watchers.size > 0) this.arm(hasSomebodyCome ? 0 : this.waitMs);
  }

  /** Whether it has ended is asked before the reading, so that what was written before the end is read. Tells whether anything was new. */
  private async tellAll(): Promise<boolean> {
    const hasEnded = await this.source.hasEnded();
    const places = new Map<number | undefined, Watcher[]>();
    for (const watcher of this.watchers)
      places.set(watcher.fromByte, [...(places.get(watcher.fromByte) ?? []), watcher]);
    let isNews = false;
    for (const [fromByte, watchers] of places) {
      const lines = await this.source.read(fromByte);
      for (const watcher of watchers) isNews = this.tell(watcher, lines, hasEnded) || isNews;
    }
    return isNews;
  }

  /** A launch has said everything when a turn after its end brings nothing new. */
  private tell(watcher: Watcher, lines: OutputLines | undefined, hasEnded: boolean): boolean {
    if (!this.watchers.has(watcher)) return false;
    const sizeBytes = lines?.sizeBytes ?? 0;
    const isRead = sizeBytes === watcher.sizeBytes && lines?.nextByte === watcher.fromByte;
    const isNews = watcher.isAway || !isRead;
    watcher.isAway = false;
    watcher.sizeBytes = sizeBytes;
    watcher.fromByte = lines?.nextByte;
    if (isNews) watcher.listener(lines ? { kind: 'lines', ...lines } : { kind: 'nothing' });
    else if (hasEnded) {
      watcher.listener({ kind: 'end' });
      this.drop(watcher);
    }
    return isNews;
  }

  private tellAway(error: unknown): false {
    const code = isAppError(error) ? error.code : 'internal';
    for (const watcher of this.watchers) {
      if (!watcher.isAway) watcher.listener({ kind: 'away', code });
      watcher.isAway = true;
    }
    return false;
  }
}
