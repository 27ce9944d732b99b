import { sql, type Kysely } from 'kysely';

/** A part of granted hours at once, the rest after a report that was accepted. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table programmes
    add column first_percent integer not null default 100 check (first_percent between 1 and 100),
    add constraint programmes_parts_of_research check (kind = 'research' or first_percent = 100)`,
  // What comes after the report; null where all came at once. The report itself is a step of the request.
  `alter table requests
    add column later_milli_gpu_seconds bigint check (later_milli_gpu_seconds > 0),
    add column report_state text check (report_state in ('wanted','handed-in','returned','accepted')),
    add constraint requests_report_for_hours check ((later_milli_gpu_seconds is null) = (report_state is null)),
    add constraint requests_later_is_a_part check (later_milli_gpu_seconds < granted_milli_gpu_seconds)`,
];
