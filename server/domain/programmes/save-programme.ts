import { z } from 'zod';
import type { Db, Trx } from '#db/client';
import { newId } from '#db/new-id';
import { createLedgerAccount } from '#db/queries/ledger/create-ledger-account';
import { derivedId } from '#db/queries/ledger/derived-id';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { ledgerRoots } from '#db/queries/ledger/ledger-roots';
import { findResearchProgramme, insertProgramme, updateProgramme } from '#db/queries/programmes/programmes';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { milliGpuSecondsPerGpuHour } from '../../contract/hours';
import { scoreCountings } from '../../contract/reviews';
import { levels } from '../../contract/roles';
import type { ProgrammeDraft, ProgrammeView } from '../../programme-services';
import { mustAdminister, mustBeAtThePage } from '../people/people-policy';
import { getProgrammeView } from './read-programmes';

const line = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
const summary = z
  .string()
  .trim()
  .max(600)
  .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/u);
const hundredths = z.number().int().min(100).max(500);
const someLevels = z.array(z.enum(levels)).transform((some) => [...new Set(some)]);

const draftSchema = z.object({
  titleKo: line,
  titleEn: line,
  summaryKo: summary,
  summaryEn: summary,
  reviewsNeeded: z.number().int().min(0).max(9),
  counting: z.enum(scoreCountings),
  grantFrom: hundredths,
  partFrom: hundredths,
  firstPercent: z.number().int().min(1).max(100),
  isAutoAssigned: z.boolean(),
  isRolling: z.boolean(),
  leaderLevels: someLevels,
  adviserLevels: someLevels,
  isClosed: z.boolean(),
});

const newSchema = draftSchema.extend({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  capMilliGpuSeconds: z
    .number()
    .int()
    .min(1)
    .max(1_000_000 * milliGpuSecondsPerGpuHour),
});

/**
 * Makes a programme with its account in the ledger, below the platform's. Its cap is granted once.
 * @throws AppError[not-allowed | invalid-input | name-taken]
 */
export async function createProgramme(
  db: Db,
  actor: Actor,
  draft: ProgrammeDraft & { name: string; capMilliGpuSeconds: number },
): Promise<ProgrammeView> {
  mustWrite(actor);
  const { name, capMilliGpuSeconds, ...terms } = read(newSchema, draft);
  return db.transaction().execute(async (trx) => {
    const id = newId();
    const accountId = await createLedgerAccount(trx, {
      parentId: ledgerRoots.platform,
      kind: 'programme',
      name,
    });
    const isFree = await insertProgramme(trx, {
      ...columnsOf(terms),
      ...{ id, name, kind: 'research', ledger_account_id: accountId },
      ...{ starter_milli_gpu_seconds: null, starter_days: null },
      closed_at: terms.isClosed ? new Date() : null,
    });
    if (!isFree) throw new AppError('name-taken', { fields: { name: 'name-taken' } });
    await grantHours(trx, {
      transferId: derivedId(accountId, 'first grant'),
      ledgerAccountId: accountId,
      amount: BigInt(capMilliGpuSeconds),
      personId: actor.personId,
      note: 'first grant',
    });
    await audit(trx, actor, 'programme.created', name, { ...terms, capMilliGpuSeconds });
    return getProgrammeView(trx, actor, name);
  });
}

/** Changes a programme; what is undecided follows the new terms. @throws AppError[not-allowed | not-found | invalid-input | changed-meanwhile] */
export async function changeProgramme(
  db: Db,
  actor: Actor,
  name: string,
  asked: { draft: ProgrammeDraft; version: number },
): Promise<ProgrammeView> {
  mustWrite(actor);
  return db.transaction().execute(async (trx) => {
    const row = await findResearchProgramme(trx, name);
    if (!row) throw new AppError('not-found');
    const terms = read(draftSchema, asked.draft);
    const change = {
      ...columnsOf(terms),
      closed_at: terms.isClosed ? (row.closed_at ?? new Date()) : null,
    };
    if (!(await updateProgramme(trx, { id: row.id, version: asked.version }, change)))
      throw new AppError('changed-meanwhile');
    await audit(trx, actor, 'programme.changed', name, terms);
    return getProgrammeView(trx, actor, name);
  });
}

/** Administrators, at the page. @throws AppError[not-allowed] */
export function mustWrite(actor: Actor): void {
  mustAdminister(actor);
  mustBeAtThePage(actor);
}

function read<Schema extends z.ZodType<z.output<typeof draftSchema>>>(
  schema: Schema,
  draft: unknown,
): z.output<Schema> {
  const result = schema.safeParse(draft);
  const fields: FieldErrors = {};
  for (const issue of result.error?.issues ?? []) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  if (result.data && result.data.partFrom > result.data.grantFrom) fields['partFrom'] = 'invalid-input';
  if (!result.data || Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
  return result.data;
}

const columnsOf = (terms: z.output<typeof draftSchema>) => ({
  title_ko: terms.titleKo,
  title_en: terms.titleEn,
  summary_ko: terms.summaryKo,
  summary_en: terms.summaryEn,
  reviews_needed: terms.reviewsNeeded,
  score_counting: terms.counting,
  grant_from: terms.grantFrom,
  part_from: terms.partFrom,
  first_percent: terms.firstPercent,
  is_auto_assigned: terms.isAutoAssigned,
  is_rolling: terms.isRolling,
  leader_levels: terms.leaderLevels,
  adviser_levels: terms.adviserLevels,
});

const audit = (trx: Trx, actor: Actor, action: string, name: string, detail: object) =>
  recordAudit(trx, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'programme',
    subjectId: name,
    detail: { ...detail },
    requestId: actor.requestId,
  });
