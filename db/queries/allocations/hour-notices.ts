import { sql, type Kysely } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { HourNoticeTable } from '../../tables/hour-notices';

export interface RemindableHours {
  kind: 'allocation' | 'class';
  id: string;
  /** Whom it concerns: who was given the hours; the teachers of a class. */
  personIds: string[];
  startsAt: Date;
  endsAt: Date;
  granted: bigint;
  pending: bigint;
  posted: bigint;
  /** All that was ever granted, whatever was taken back since. */
  everGranted: bigint;
  /** Reminders that were given, each as `about at basis`. */
  given: string[];
}

/** How a reminder that was given is named in `given`. Never throws. */
export const noticeKey = (notice: Pick<HourNoticeTable, 'about' | 'at' | 'basis'>): string =>
  `${notice.about} ${notice.at} ${notice.basis}`;

/**
 * Hours within their period at an instant: people's own allocations, and classes as a whole (the parts of their students are the
 * class's). A class's hours end when the last part of a student does.
 */
export async function listRemindableHours(db: Kysely<Database>, nowAt: Date): Promise<RemindableHours[]> {
  const { rows } = await sql<RemindableHours>`
    with hours as (
      select 'allocation' as kind, a.id, array[a.person_id] as person_ids, a.ledger_account_id, a.starts_at, a.ends_at
      from allocations a where a.class_id is null
      union all
      select 'class', c.id,
        array(select m.person_id from class_members m where m.class_id = c.id and m.role = 'teacher' and m.state = 'active'),
        c.ledger_account_id, c.starts_on::timestamp at time zone 'Asia/Seoul',
        coalesce((select max(p.ends_at) from allocations p where p.class_id = c.id),
          (c.ends_on + 1)::timestamp at time zone 'Asia/Seoul')
      from classes c where c.ended_at is null and c.ledger_account_id is not null
    )
    select h.kind, h.id, h.person_ids as "personIds", h.starts_at as "startsAt", h.ends_at as "endsAt",
      l.granted, l.pending, l.posted,
      (select coalesce(sum(t.amount), 0)::bigint from ledger_transfers t
        where t.ledger_account_id = l.id and t.kind = 'grant') as "everGranted",
      array(select concat_ws(' ', n.about, n.at, n.basis) from hour_notices n where n.subject_id = h.id) as given
    from hours h join ledger_accounts l on l.id = h.ledger_account_id
    where h.starts_at <= ${nowAt} and h.ends_at > ${nowAt} and l.granted > 0
    order by h.id`.execute(db);
  return rows;
}

/** Writes down reminders; answers those that nobody had written before, however many do so at once. */
export function insertHourNotices(
  trx: Trx,
  notices: readonly Pick<HourNoticeTable, 'subject_id' | 'about' | 'at' | 'basis'>[],
): Promise<{ about: HourNoticeTable['about']; at: number }[]> {
  return trx
    .insertInto('hour_notices')
    .values([...notices])
    .onConflict((conflict) => conflict.doNothing())
    .returning(['about', 'at'])
    .execute();
}
