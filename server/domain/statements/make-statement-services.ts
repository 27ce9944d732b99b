import type { Db } from '#db/client';
import { listSchools } from '#db/queries/ledger/statement-subjects';
import type { StatementDelta } from '#db/queries/ledger/statement-lines';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
import type { HoursView } from '../../hours-services';
import type {
  StatementAsked,
  StatementFile,
  StatementServices,
  StatementView,
} from '../../statement-services';
import { mustAdminister } from '../people/people-policy';
import { readStatement, type Statement } from './read-statement';
import { statementCsv } from './statement-csv';
import { statementPdf } from './statement-pdf';
import { statementWords } from './statement-words';

/** Statements of hours as pages and files. Opens nothing, changes nothing. */
export function makeStatementServices({ db }: { db: Db }): StatementServices {
  return {
    read: async (actor, asked) => toView(asked, await readStatement(db, actor, asked)),
    file: async (actor, asked, kind) => toFile(actor, asked, await readStatement(db, actor, asked), kind),
    subjects: async (actor) => {
      mustAdminister(actor);
      const programmes = await db.selectFrom('programmes').selectAll().orderBy('id').execute();
      return {
        schools: await listSchools(db),
        programmes: programmes.map((row) => ({
          name: row.name,
          title: actor.locale === 'ko' ? row.title_ko : row.title_en,
        })),
      };
    },
  };
}

const toHours = ({ granted, held, used }: StatementDelta): HoursView => ({
  grantedMilliGpuSeconds: toViewNumber(granted),
  heldMilliGpuSeconds: toViewNumber(held),
  usedMilliGpuSeconds: toViewNumber(used),
  freeMilliGpuSeconds: toViewNumber(granted - held - used),
});

const toView = (asked: StatementAsked, statement: Statement): StatementView => ({
  of: asked.of,
  id: asked.id,
  name: statement.name,
  from: statement.from,
  to: statement.to,
  opening: toHours(statement.opening),
  closing: toHours(statement.closing),
  change: {
    grantedMilliGpuSeconds: toViewNumber(statement.closing.granted - statement.opening.granted),
    usedMilliGpuSeconds: toViewNumber(statement.closing.used - statement.opening.used),
  },
  lineCount: statement.lines.length,
});

async function toFile(
  actor: Actor,
  asked: StatementAsked,
  statement: Statement,
  kind: 'csv' | 'pdf',
): Promise<StatementFile> {
  const { locale } = actor;
  const words = statementWords[locale];
  const name = `${words.title} ${statement.name} ${statement.from}~${statement.to}.${kind}`.replace(
    /[/\\]/g,
    '_',
  );
  if (kind === 'csv')
    return {
      name,
      contentType: 'text/csv; charset=utf-8',
      bytes: Buffer.from(statementCsv(statement, locale), 'utf8'),
    };
  return {
    name,
    contentType: 'application/pdf',
    bytes: await statementPdf({ ...statement, of: asked.of }, locale),
  };
}
