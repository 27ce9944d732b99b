import type { Terminal } from './terminal';

/** The terminals of this process. Nobody finds another's. */
export class LivingTerminals {
  readonly #byId = new Map<string, Terminal>();

  add(terminal: Terminal): void {
    this.#byId.set(terminal.id, terminal);
    terminal.onEnd(() => this.#byId.delete(terminal.id));
  }

  find(personId: string, id: string): Terminal | undefined {
    const terminal = this.#byId.get(id);
    return terminal?.personId === personId ? terminal : undefined;
  }

  /** The oldest first. */
  listOf(personId: string): Terminal[] {
    return [...this.#byId.values()].filter((terminal) => terminal.personId === personId);
  }
}
