import type { Kysely } from 'kysely';
import type { Database } from '../../database';

/** Whether somebody teaches a class that has not ended. */
export async function teachesLivingClass(db: Kysely<Database>, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('class_members')
    .innerJoin('classes', 'classes.id', 'class_members.class_id')
    .select('classes.id')
    .where('class_members.person_id', '=', personId)
    .where('class_members.role', '=', 'teacher')
    .where('class_members.state', '=', 'active')
    .where('classes.ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
