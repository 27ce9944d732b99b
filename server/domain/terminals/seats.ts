import { AppError } from '../../contract/app-error';

/** How many terminals each person has, those being opened counted too. One for a process. */
export class Seats {
  readonly #taken = new Map<string, number>();

  constructor(private readonly perPerson: number) {}

  /** Takes a seat; call the answer once the terminal is over (again is harmless). @throws AppError[limit-reached] */
  take(personId: string): () => void {
    const taken = this.#taken.get(personId) ?? 0;
    if (taken >= this.perPerson) throw new AppError('limit-reached', { details: { limit: this.perPerson } });
    this.#taken.set(personId, taken + 1);
    let isGivenBack = false;
    return () => {
      if (isGivenBack) return;
      isGivenBack = true;
      const left = (this.#taken.get(personId) ?? 1) - 1;
      if (left === 0) this.#taken.delete(personId);
      else this.#taken.set(personId, left);
    };
  }
}
