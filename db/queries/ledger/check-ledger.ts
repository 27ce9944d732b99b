import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../database';
import { ledgerRoots } from './ledger-roots';

export interface LedgerProblem {
  /** Which rule is broken. */
  rule: string;
  /** What it is broken for: an account, launch, transfer or usage row by id. */
  subject: string;
  /** What stands there, and what should. */
  words: string;
}

export interface LedgerCheck {
  isClean: boolean;
  problems: LedgerProblem[];
}

/**
 * Recomputes every balance from the transfers and compares: nothing of the cached columns is believed. Reads one snapshot,
 * changes nothing, and can run while the portal works. At most 100 problems a rule are listed.
 */
export async function checkLedger(db: Kysely<Database>): Promise<LedgerCheck> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const problems = await listLedgerProblems(trx);
      return { isClean: problems.length === 0, problems };
    });
}

/** The same in a transaction that the caller has; only a repeatable-read one sees all rules at one instant. */
export async function listLedgerProblems(trx: Kysely<Database>): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql<{ subject: string; words: string }>`${query} limit 100`.execute(trx);
    problems.push(...rows.map((row) => ({ rule, ...row })));
  }
  return problems;
}

/** Each rule is a query that answers what breaks it. */
const rules: Record<string, RawBuilder<unknown>> = {
  // Holds and posts count on the account and all above it; grants and adjustments on the account alone.
  'balances are the sums of their transfers': sql`
    with own as (
      select t.ledger_account_id as id,
        sum(case t.kind when 'grant' then t.amount when 'adjust' then -t.amount else 0 end) as granted,
        sum(case when t.kind in ('reserve','topup') and r.id is null then t.amount else 0 end) as pending,
        sum(case t.kind when 'post' then t.amount else 0 end) as posted
      from ledger_transfers t
      left join ledger_transfers r on r.pending_id = t.id and r.kind in ('post','void','expire')
      group by t.ledger_account_id
    ), below as (
      select above.id, sum(own.pending) as pending, sum(own.posted) as posted
      from own join ledger_accounts a on a.id = own.id
      cross join lateral unnest(a.path) as above(id)
      group by above.id
    )
    select a.id::text as subject,
      format('granted %s, pending %s, posted %s; transfers say %s, %s, %s', a.granted, a.pending, a.posted,
        coalesce(own.granted, 0), coalesce(below.pending, 0), coalesce(below.posted, 0)) as words
    from ledger_accounts a left join own on own.id = a.id left join below on below.id = a.id
    where (a.granted, a.pending, a.posted)
      is distinct from (coalesce(own.granted, 0), coalesce(below.pending, 0), coalesce(below.posted, 0))`,
  'nobody is below zero': sql`
    select id::text as subject, format('free %s', granted - pending - posted) as words
    from ledger_accounts where granted - pending - posted < 0 or pending < 0 or posted < 0`,
  'every account stands where its parent stands': sql`
    select a.id::text as subject, format('path of %s accounts', cardinality(a.path)) as words
    from ledger_accounts a join ledger_accounts parent on parent.id = a.parent_id
    where a.path is distinct from parent.path || a.id`,
  'a resolution fits its hold': sql`
    select r.id::text as subject, format('%s of %s out of a %s of %s', r.kind, r.amount, h.kind, h.amount) as words
    from ledger_transfers r join ledger_transfers h on h.id = r.pending_id
    where h.kind not in ('reserve','topup') or h.ledger_account_id <> r.ledger_account_id
      or r.launch_id is distinct from h.launch_id or r.amount < 0 or r.amount > h.amount
      or (r.kind in ('void','expire') and r.amount <> h.amount)`,
  'every launch has its hold': sql`
    select l.id as subject, format('hold %s of %s', l.hold_id, l.held_milli_gpu_seconds) as words
    from launches l left join ledger_transfers t
      on t.id = l.hold_id and t.kind = 'reserve' and t.launch_id = l.id and t.amount = l.held_milli_gpu_seconds
    where t.id is null`,
  'a settled launch has one resolution, a live one none': sql`
    select l.id as subject, format('state %s with %s resolutions', l.state, count(r.id)) as words
    from launches l left join ledger_transfers r on r.pending_id = l.hold_id and r.kind in ('post','void','expire')
    group by l.id having count(r.id) <> (case l.state when 'settled' then 1 else 0 end)`,
  'what an extension holds is told in its launch': sql`
    select l.id as subject, format('extra %s, holds of %s', l.extra_held_milli_gpu_seconds, coalesce(sum(t.amount), 0)) as words
    from launches l
    left join launch_extensions e on e.launch_id = l.id and e.state <> 'refused'
    left join ledger_transfers t on t.id = e.hold_id
    group by l.id having l.extra_held_milli_gpu_seconds <> coalesce(sum(t.amount), 0)`,
  'a settled launch holds nothing more': sql`
    select t.id::text as subject, format('%s of %s is open', t.kind, t.amount) as words
    from ledger_transfers t join launches l on l.id = t.launch_id
    left join ledger_transfers r on r.pending_id = t.id
    where t.kind = 'topup' and l.state = 'settled' and r.id is null`,
  // What the platform's overrun account paid is no charge of the launch's person.
  'charges are the posts': sql`
    select l.id as subject,
      format('charged %s, posted %s', coalesce(l.charged_milli_gpu_seconds::text, 'nothing'), coalesce(sum(t.amount), 0)) as words
    from launches l left join ledger_transfers t
      on t.launch_id = l.id and t.kind = 'post' and t.ledger_account_id <> ${ledgerRoots.overrun}
    where l.state = 'settled'
    group by l.id having l.charged_milli_gpu_seconds is distinct from coalesce(sum(t.amount), 0)`,
  'every usage row belongs to a launch': sql`
    select u.id::text as subject, format('job %s, %s s', u.scheduler_job_id, u.seconds) as words
    from usage_records u where u.launch_id is null`,
  'every hold belongs to a launch': sql`
    select t.id::text as subject, format('%s of %s for launch %s', t.kind, t.amount, coalesce(t.launch_id, 'none')) as words
    from ledger_transfers t left join launches l on l.id = t.launch_id
    where t.kind in ('reserve','topup') and l.id is null`,
};
