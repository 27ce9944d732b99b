import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../database';
import type { LedgerTransferTable } from '../../tables/ledger-transfers';

/** An account that a statement begins from: with all below it. No two of a statement stand above one another. */
export interface StatementRoot {
  ledgerAccountId: string;
  /**
   * A way into a common pool: its grant is a cap, no hours of its own. What is held and used there counts as granted at that moment, so
   * that nothing of it is ever free.
   */
  isDrawn: boolean;
}

/** How far transfers moved what was granted, held and used; milli-GPU-seconds, below 0 where it went back. */
export interface StatementDelta {
  granted: bigint;
  held: bigint;
  used: bigint;
}

export interface StatementTransferRow extends StatementDelta {
  id: string;
  at: Date;
  kind: LedgerTransferTable['kind'];
  rootId: string;
  launchName: string | null;
  note: string;
}

export interface StatementGroupRow extends StatementDelta {
  rootId: string;
  personId: string | null;
  displayName: string | null;
}

/** Transfers of the accounts with what each moved. Grants count at the root alone: below it hours are only shared out. */
const moves = (roots: readonly StatementRoot[]): RawBuilder<unknown> => sql`
  roots as (
    select r.id, r.is_drawn
    from unnest(${roots.map((root) => root.ledgerAccountId)}::uuid[], ${roots.map((root) => root.isDrawn)}::bool[]) as r(id, is_drawn)
  ), scope as (
    select a.id, roots.id as root_id, roots.is_drawn
    from ledger_accounts a cross join lateral unnest(a.path) as above(id) join roots on roots.id = above.id
  ), parts as (
    select t.id, t.created_at, t.kind, t.pending_id, t.note, t.launch_id, t.ledger_account_id, scope.root_id, scope.is_drawn,
      case when t.ledger_account_id <> scope.root_id then 0
        when t.kind = 'grant' then t.amount when t.kind = 'adjust' then -t.amount else 0 end as granted,
      case when t.kind in ('reserve','topup') then t.amount
        when t.kind in ('post','void','expire') then -h.amount else 0 end as held,
      case t.kind when 'post' then t.amount else 0 end as used
    from scope join ledger_transfers t on t.ledger_account_id = scope.id
    left join ledger_transfers h on h.id = t.pending_id
  ), moves as (
    select id, created_at, kind, pending_id, note, launch_id, ledger_account_id, root_id, held, used,
      case when is_drawn then held + used else granted end as granted
    from parts
  )`;

const sums = sql`coalesce(sum(m.granted), 0)::bigint as granted, coalesce(sum(m.held), 0)::bigint as held,
  coalesce(sum(m.used), 0)::bigint as used`;

/** How the accounts stood just before an instant. Reads transfers alone, no cached balance. */
export async function sumStatement(
  db: Kysely<Database>,
  roots: readonly StatementRoot[],
  beforeAt: Date,
): Promise<StatementDelta> {
  const { rows } = await sql<StatementDelta>`
    with ${moves(roots)} select ${sums} from moves m where m.created_at < ${beforeAt}`.execute(db);
  return rows[0] ?? { granted: 0n, held: 0n, used: 0n };
}

/**
 * Transfers from an instant (inclusive) to another (exclusive) that moved anything, oldest first, at most `limit`. isGrantsOnly: what came
 * to the roots and left them, without what was held and used.
 */
export async function listStatementTransfers(
  db: Kysely<Database>,
  query: {
    roots: readonly StatementRoot[];
    fromAt: Date;
    beforeAt: Date;
    limit: number;
    isGrantsOnly?: boolean;
  },
): Promise<StatementTransferRow[]> {
  const grants = query.isGrantsOnly ? sql`and m.kind in ('grant','adjust')` : sql``;
  // What one instant wrote: first what came, then what was held, then what resolved it.
  const { rows } = await sql<StatementTransferRow>`
    with ${moves(query.roots)}
    select m.id, m.created_at as at, m.kind, m.root_id as "rootId", l.name as "launchName", m.note, m.granted, m.held, m.used
    from moves m left join launches l on l.id = m.launch_id
    where m.created_at >= ${query.fromAt} and m.created_at < ${query.beforeAt}
      and (m.granted, m.held, m.used) is distinct from (0, 0, 0) ${grants}
    order by m.created_at, (m.pending_id is not null), m.id
    limit ${query.limit}`.execute(db);
  return rows;
}

/** The same added up by root and by whose account it was; what only moved grants at the root has no person. */
export async function listStatementGroups(
  db: Kysely<Database>,
  query: { roots: readonly StatementRoot[]; fromAt: Date; beforeAt: Date },
): Promise<StatementGroupRow[]> {
  const { rows } = await sql<StatementGroupRow>`
    with ${moves(query.roots)}
    select m.root_id as "rootId", p.id as "personId", p.display_name as "displayName", ${sums}
    from moves m
    left join allocations a on a.ledger_account_id = m.ledger_account_id
    left join people p on p.id = a.person_id
    where m.created_at >= ${query.fromAt} and m.created_at < ${query.beforeAt}
    group by m.root_id, p.id, p.display_name
    having (sum(m.granted), sum(m.held), sum(m.used)) is distinct from (0, 0, 0)
    order by p.display_name, p.id, m.root_id`.execute(db);
  return rows;
}
