import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import type { StatementRoot } from '#db/queries/ledger/statement-lines';
import { listClassesOfSchool, listGivenByProgramme } from '#db/queries/ledger/statement-subjects';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { StatementOf } from '../../contract/statements';
import { mustInClass } from '../classes/class-policy';
import { mustAdminister } from '../people/people-policy';

/** What a statement is of, for whoever may see it. */
export interface StatementScope {
  name: string;
  /** transfer: a line for each; person: what came, then a line for each student; root: a line for each class or allocation. */
  by: 'transfer' | 'person' | 'root';
  roots: readonly StatementRoot[];
  /** What a root is called, and whose it is, by its account. */
  titles: ReadonlyMap<string, { title: string; displayName: string | undefined }>;
}

type ScopeOf = (db: Kysely<Database>, actor: Actor, id: string) => Promise<StatementScope>;

/** Who may see what stands in the first line of each. */
const scopes: Record<StatementOf, ScopeOf> = {
  person: async (db, actor) => {
    const allocations = await listAllocationsOfPerson(db, actor.personId);
    return {
      name: actor.displayName,
      by: 'transfer',
      roots: allocations.map(({ ledgerAccountId, part }) => ({ ledgerAccountId, isDrawn: part === 'pool' })),
      titles: new Map(
        allocations.map((row) => [
          row.ledgerAccountId,
          { title: titleOf(actor, row), displayName: undefined },
        ]),
      ),
    };
  },
  class: async (db, actor, id) => {
    const row = await mustInClass(db, actor, id, 'see');
    const account = row.ledger_account_id;
    return {
      name: `${row.name} · ${row.school_name}`,
      by: 'person',
      roots: account === null ? [] : [{ ledgerAccountId: account, isDrawn: false }],
      titles: new Map(account === null ? [] : [[account, { title: row.name, displayName: undefined }]]),
    };
  },
  school: async (db, actor, id) => {
    mustAdminister(actor);
    const isThere = await db
      .selectFrom('classes')
      .select('id')
      .where('school_name', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (!isThere || id === '') throw new AppError('not-found');
    return byRoot(id, await listClassesOfSchool(db, id));
  },
  programme: async (db, actor, id) => {
    mustAdminister(actor);
    const programme = await db.selectFrom('programmes').selectAll().where('name', '=', id).executeTakeFirst();
    if (!programme) throw new AppError('not-found');
    const name = actor.locale === 'ko' ? programme.title_ko : programme.title_en;
    return byRoot(name, await listGivenByProgramme(db, programme.ledger_account_id));
  },
};

/** The accounts of a statement. @throws AppError[not-found | not-allowed | second-factor-needed] for who may not see it */
export const scopeOf = (
  db: Kysely<Database>,
  actor: Actor,
  asked: { of: StatementOf; id?: string },
): Promise<StatementScope> => scopes[asked.of](db, actor, asked.id ?? '');

const titleOf = (
  actor: Actor,
  row: { title: string; programmeKind: string; programmeTitleKo: string; programmeTitleEn: string },
): string => {
  if (row.programmeKind !== 'starter') return row.title;
  return actor.locale === 'ko' ? row.programmeTitleKo : row.programmeTitleEn;
};

const byRoot = (
  name: string,
  subjects: readonly { ledgerAccountId: string; title: string; displayName: string | null }[],
): StatementScope => ({
  name,
  by: 'root',
  roots: subjects.map(({ ledgerAccountId }) => ({ ledgerAccountId, isDrawn: false })),
  titles: new Map(
    subjects.map((row) => [
      row.ledgerAccountId,
      { title: row.title, displayName: row.displayName ?? undefined },
    ]),
  ),
});
