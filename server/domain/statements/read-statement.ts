import type { Db, Trx } from '#db/client';
import {
  listStatementGroups,
  listStatementTransfers,
  sumStatement,
  type StatementDelta,
  type StatementTransferRow,
} from '#db/queries/ledger/statement-lines';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { StatementAsked } from '../../statement-services';
import { readStatementPeriod, type StatementPeriod } from './statement-period';
import { scopeOf, type StatementScope } from './statement-scope';

/** A line as it is written: one transfer, or what came together for one student, class or allocation. */
export interface StatementLine extends StatementDelta {
  /** undefined: over the whole period. */
  at: Date | undefined;
  kind: StatementTransferRow['kind'] | 'sum';
  /** The launch, student, class or allocation. */
  what: string;
  /** Whose hours, or the student's number. */
  of: string;
}

export interface Statement extends StatementPeriod {
  name: string;
  by: StatementScope['by'];
  opening: StatementDelta;
  closing: StatementDelta;
  lines: StatementLine[];
}

/**
 * What came, was held and was used in a period, as the ledger's transfers say; the opening, the lines and the closing come from one
 * snapshot and add up, or nothing is told.
 * @throws AppError as `StatementServices.read`
 */
export async function readStatement(db: Db, actor: Actor, asked: StatementAsked): Promise<Statement> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // First who may: nobody learns from a wrong day whether a class is there.
      const scope = await scopeOf(trx, actor, asked);
      const period = readStatementPeriod(asked);
      const { roots } = scope;
      const opening = await sumStatement(trx, roots, period.fromAt);
      const closing = await sumStatement(trx, roots, period.beforeAt);
      const lines = await readLines(trx, scope, period);
      if (lines.length > limits.statementLines)
        throw new AppError('limit-reached', { details: { limit: limits.statementLines } });
      const summed = lines.reduce(add, opening);
      if (!isSame(summed, closing)) throw new Error(`the statement of ${scope.name} does not add up`);
      return { ...period, name: scope.name, by: scope.by, opening, closing, lines };
    });
}

const readers: Record<
  StatementScope['by'],
  (trx: Trx, scope: StatementScope, period: StatementPeriod) => Promise<StatementLine[]>
> = {
  transfer: (trx, scope, period) => readTransfers(trx, scope, period),
  person: async (trx, scope, period) => {
    const grants = await readTransfers(trx, scope, period, true);
    const students = await listStatementGroups(trx, { roots: scope.roots, ...period });
    // What came to the class stands above, line by line; what is left of a group without a person is nothing.
    const moved = students.filter(({ held, used }) => held !== 0n || used !== 0n);
    return [...grants, ...moved.map((row) => sumLine({ ...row, granted: 0n }, row.displayName ?? '', ''))];
  },
  root: async (trx, scope, period) => {
    const groups = await listStatementGroups(trx, { roots: scope.roots, ...period });
    const byRoot = new Map<string, StatementDelta>();
    for (const row of groups)
      byRoot.set(row.rootId, add(byRoot.get(row.rootId) ?? { granted: 0n, held: 0n, used: 0n }, row));
    return scope.roots.flatMap(({ ledgerAccountId }) => {
      const sum = byRoot.get(ledgerAccountId);
      const title = scope.titles.get(ledgerAccountId);
      return sum ? [sumLine(sum, title?.title ?? '', title?.displayName ?? '')] : [];
    });
  },
};

const readLines = (trx: Trx, scope: StatementScope, period: StatementPeriod): Promise<StatementLine[]> =>
  readers[scope.by](trx, scope, period);

async function readTransfers(
  trx: Trx,
  scope: StatementScope,
  period: StatementPeriod,
  isGrantsOnly = false,
): Promise<StatementLine[]> {
  const { fromAt, beforeAt } = period;
  const limit = limits.statementLines + 1;
  const rows = await listStatementTransfers(trx, {
    roots: scope.roots,
    fromAt,
    beforeAt,
    limit,
    isGrantsOnly,
  });
  return rows.map((row) => ({
    at: row.at,
    kind: row.kind,
    what: row.launchName ?? '',
    of: scope.titles.get(row.rootId)?.title ?? '',
    granted: row.granted,
    held: row.held,
    used: row.used,
  }));
}

const sumLine = (sum: StatementDelta, what: string, of: string): StatementLine => ({
  at: undefined,
  kind: 'sum',
  what,
  of,
  granted: sum.granted,
  held: sum.held,
  used: sum.used,
});

const add = (one: StatementDelta, other: StatementDelta): StatementDelta => ({
  granted: one.granted + other.granted,
  held: one.held + other.held,
  used: one.used + other.used,
});

const isSame = (one: StatementDelta, other: StatementDelta): boolean =>
  one.granted === other.granted && one.held === other.held && one.used === other.used;
