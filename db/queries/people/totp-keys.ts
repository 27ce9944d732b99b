import { type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import type { TotpKeyTable } from '../../tables/totp-keys';

export type TotpKeyRow = Selectable<TotpKeyTable>;

/** A person's key for one-time codes, proved or not; undefined when there is none. */
export async function findTotpKey(db: Kysely<Database>, personId: string): Promise<TotpKeyRow | undefined> {
  return db.selectFrom('totp_keys').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** Keeps a key that is not proved yet, in place of an earlier one that is not; false when there is a proved one, which stays. */
export async function putTotpDraft(
  db: Kysely<Database>,
  personId: string,
  sealedKey: string,
): Promise<boolean> {
  const put = await db
    .insertInto('totp_keys')
    .values({ person_id: personId, sealed_key: sealedKey })
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ sealed_key: sealedKey, last_step: 0, created_at: new Date() })
        .where('totp_keys.proved_at', 'is', null),
    )
    .returning('person_id')
    .executeTakeFirst();
  return put !== undefined;
}

/** Uses the code of a step up; true for one of two takers. With `proves`, the first code of a key also proves it. */
export async function takeTotpStep(
  db: Kysely<Database>,
  personId: string,
  step: number,
  { proves }: { proves: boolean },
): Promise<boolean> {
  const taken = await db
    .updateTable('totp_keys')
    .set({ last_step: step, ...(proves && { proved_at: new Date() }) })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .where('proved_at', proves ? 'is' : 'is not', null)
    .returning('person_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Removes a person's proved key; false when there was none. */
export async function deleteTotpKey(db: Kysely<Database>, personId: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('totp_keys')
    .where('person_id', '=', personId)
    .where('proved_at', 'is not', null)
    .returning('person_id')
    .executeTakeFirst();
  return deleted !== undefined;
}
