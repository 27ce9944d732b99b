/** What a terminal's clocks are set to, in milliseconds. */
export interface TerminalTiming {
  idleMs: number;
  maxAgeMs: number;
  /** How long before either it is told. */
  warnMs: number;
}

export interface ClockEvents {
  onSoon(code: 'idle-soon' | 'age-soon', seconds: number): void;
  onOver(code: 'idle' | 'age'): void;
}

/** Tells, and then ends, what nobody types into, or what is too old. `used` starts the idle time anew; `stop` when it is over. */
export class TerminalClock {
  readonly #ageTimers: NodeJS.Timeout[];
  #idleTimer: NodeJS.Timeout | undefined;
  #usedAt = Date.now();
  #isWarned = false;

  constructor(
    private readonly timing: TerminalTiming,
    private readonly events: ClockEvents,
    leftMs: number = timing.maxAgeMs,
  ) {
    const warnMs = Math.min(timing.warnMs, leftMs);
    this.#ageTimers = [
      setTimeout(() => events.onSoon('age-soon', Math.round(warnMs / 1000)), leftMs - warnMs),
      setTimeout(() => events.onOver('age'), leftMs),
    ];
    this.#watchIdle();
  }

  /** Called for every keystroke: it only writes down the time, the timer looks at it when it is due. */
  used(): void {
    this.#usedAt = Date.now();
    if (!this.#isWarned) return;
    this.#isWarned = false;
    this.#watchIdle();
  }

  stop(): void {
    clearTimeout(this.#idleTimer);
    this.#ageTimers.forEach(clearTimeout);
  }

  #watchIdle(): void {
    clearTimeout(this.#idleTimer);
    const limitMs = this.#isWarned ? this.timing.idleMs : this.timing.idleMs - this.timing.warnMs;
    const leftMs = this.#usedAt + limitMs - Date.now();
    this.#idleTimer = setTimeout(() => this.#idleDue(limitMs), Math.max(0, leftMs));
  }

  #idleDue(limitMs: number): void {
    if (Date.now() - this.#usedAt < limitMs) return this.#watchIdle();
    if (this.#isWarned) return this.events.onOver('idle');
    this.#isWarned = true;
    this.events.onSoon('idle-soon', Math.round(this.timing.warnMs / 1000));
    this.#watchIdle();
  }
}
