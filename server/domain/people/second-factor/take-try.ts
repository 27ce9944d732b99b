import type { SecondFactorDeps } from './deps';

/**
 * Counts one typed code of a person, right or wrong. With what is let through in a day, guessing six digits takes years.
 * @throws AppError[too-many-tries]
 */
export async function takeTry(
  { triesByPerson, triesByDay }: Pick<SecondFactorDeps, 'triesByPerson' | 'triesByDay'>,
  personId: string,
): Promise<void> {
  await triesByPerson.take(personId);
  await triesByDay.take(personId);
}
