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
  readonly #bornAt = Date.now();
  #usedAt = Date.now();
  #isWarned = false;

  constructor(
    private readonly timing: TerminalTiming,
    private readonly events: ClockEvents,
  ) {
    const { maxAgeMs, warnMs } = timing;
    this.#ageTimers = [
      setTimeout(() => events.onSoon('age-soon', Math.round(warnMs / 1000)), maxAgeMs - warnMs),
      setTimeout(() => events.onOver('age'), maxAgeMs),
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

  /** Tells again what was told to nobody. */
  toldAnew(): void {
    const leftMs = this.#bornAt + this.timing.maxAgeMs - Date.now();
    if (leftMs < this.timing.warnMs) this.events.onSoon('age-soon', Math.round(leftMs / 1000));
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
