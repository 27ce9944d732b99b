import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { findPersonByEmail } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import { AppError } from '../../contract/app-error';

/**
 * Makes a centre unless there is one of that name, and makes people with these addresses its operators; they need the role as well. For who
 * sits at the portal's machine. Harmless when called twice. @throws AppError[not-found] with details.email for an unknown address
 */
export async function ensureCentre(
  db: Db,
  centre: { centre: string; titleKo: string; titleEn: string; operators: readonly string[] },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const id = newId();
    await trx
      .insertInto('centres')
      .values({ id, name: centre.centre, title_ko: centre.titleKo, title_en: centre.titleEn })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const row = await trx
      .selectFrom('centres')
      .select('id')
      .where('name', '=', centre.centre)
      .executeTakeFirstOrThrow();
    for (const email of centre.operators) {
      const person = await findPersonByEmail(trx, email.toLowerCase());
      if (!person) throw new AppError('not-found', { details: { email } });
      await trx
        .insertInto('centre_operators')
        .values({ centre_id: row.id, person_id: person.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    if (row.id !== id && centre.operators.length === 0) return;
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'centre.changed',
      subjectKind: 'centre',
      subjectId: centre.centre,
      detail: { isNew: row.id === id, operators: centre.operators.length },
    });
  });
}
