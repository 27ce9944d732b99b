import type { ConsentMethod } from '../../contract/guardians';

/** What a way to agree hangs on. `service`: one that tells who somebody is, which the portal has none of. */
export type ConsentNeed = 'mail' | 'teacher' | 'service';

interface Way {
  /** All of it must be there before the way is offered to anybody. */
  needs: readonly ConsentNeed[];
}

/**
 * The ways in which a guardian may agree, and what each needs. One whose need is not there is not offered and not taken: to add one, give the
 * portal what it needs (a bridge to the service), its name to `ConsentMethod`, and a page.
 * @see Enforcement Decree of the Personal Information Protection Act (Korea), article 17-2 (1), items 1 to 7
 */
export const consentMethods = {
  /** Item 5: the text by mail, and an answer by mail; then a mail that asks whether it was they. */
  mail: { needs: ['mail'] },
  /** Item 4: the text on paper, signed, and seen by a teacher or an administrator. */
  form: { needs: ['mail', 'teacher'] },
  /** Item 6: the text read out on the telephone. */
  call: { needs: ['mail', 'teacher'] },
  /** Item 1: the consent on a page, confirmed by a text message. */
  'text-message': { needs: ['mail', 'service'] },
  /** Item 2: a payment card’s data. */
  card: { needs: ['mail', 'service'] },
  /** Item 3: identity by the guardian’s own mobile telephone. */
  'phone-identity': { needs: ['mail', 'service'] },
  /** Item 7, an equal way: a number of the government’s that stands for a person. */
  'i-pin': { needs: ['mail', 'service'] },
} as const satisfies Record<ConsentMethod, Way> & Record<string, Way>;

/** The ways that a portal with these can offer, in the order of the table. Pure. */
export const offeredMethods = (has: readonly ConsentNeed[]): string[] =>
  Object.entries(consentMethods)
    .filter(([, way]) => (way.needs as readonly ConsentNeed[]).every((need) => has.includes(need)))
    .map(([name]) => name);
