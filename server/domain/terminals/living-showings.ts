import type { Showing } from './showing';

/** What is shown in this process, one showing a terminal at most. */
export class LivingShowings {
  readonly #byTerminal = new Map<string, Showing>();

  add(showing: Showing): void {
    this.#byTerminal.set(showing.terminal.id, showing);
  }

  of(terminalId: string): Showing | undefined {
    return this.#byTerminal.get(terminalId);
  }

  /** Shown to that teacher; undefined for what is shown to another. */
  find(teacherId: string, terminalId: string): Showing | undefined {
    const showing = this.#byTerminal.get(terminalId);
    return showing?.teacher.id === teacherId ? showing : undefined;
  }

  listOf(teacherId: string): Showing[] {
    return [...this.#byTerminal.values()].filter((showing) => showing.teacher.id === teacherId);
  }

  delete(terminalId: string, teacherId: string): void {
    if (this.find(teacherId, terminalId)) this.#byTerminal.delete(terminalId);
  }
}
