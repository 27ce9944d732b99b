import type { PersonRow } from '#db/queries/people/people';

/**
 * Starter hours are for anybody whose address is verified, or for whom a teacher vouches by a login card (they have no address), and who is
 * not shut out. Never throws.
 */
export const mayHaveStarter = (
  person: Pick<PersonRow, 'email' | 'email_verified_at' | 'disabled_at'>,
): boolean => (person.email === null || person.email_verified_at !== null) && person.disabled_at === null;
