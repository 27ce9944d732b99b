import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import type { Db, Trx } from '../../client';
import type { ProgrammeTable } from '../../tables/programmes';
import { createLedgerAccount } from './create-ledger-account';
import { derivedId } from './derived-id';
import { grantHours } from './grant-hours';
import { ledgerRoots, programmeIds } from './ledger-roots';

const gpuHours = (hours: number): bigint => BigInt(hours) * BigInt(milliGpuSecondsPerGpuHour);

/** What all programmes together may use; an administrator raises it by another grant. */
const platformHours = gpuHours(1_000_000);

/**
 * 20 GPU-hours for 90 days: forty lessons of half an hour on one accelerator, or a term of small trainings
 * (`docs/decisions/0012-hours-tree.md`). The programmes' caps together exceed the platform's on purpose.
 */
const programmes: (Pick<
  ProgrammeTable,
  'kind' | 'title_ko' | 'title_en' | 'starter_milli_gpu_seconds' | 'starter_days'
> & { cap: bigint })[] = [
  {
    kind: 'starter',
    title_ko: '시작 시간',
    title_en: 'Starter hours',
    cap: gpuHours(600_000),
    starter_milli_gpu_seconds: gpuHours(20),
    starter_days: 90,
  },
  {
    kind: 'class',
    title_ko: '수업 시간',
    title_en: 'Class hours',
    cap: gpuHours(600_000),
    starter_milli_gpu_seconds: null,
    starter_days: null,
  },
  {
    kind: 'research',
    title_ko: '연구·프로젝트 시간',
    title_en: 'Research and project hours',
    cap: gpuHours(600_000),
    starter_milli_gpu_seconds: null,
    starter_days: null,
  },
];

/**
 * Writes what the ledger stands on: the platform and overrun accounts, and the programmes starter, class and research with
 * their first grants. Harmless when called again, also by several processes at once; what an administrator changed stays.
 */
export async function ensureLedgerRoots(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await createLedgerAccount(trx, {
      id: ledgerRoots.platform,
      parentId: null,
      kind: 'platform',
      name: 'platform',
    });
    await createLedgerAccount(trx, {
      id: ledgerRoots.overrun,
      parentId: null,
      kind: 'overrun',
      name: 'overrun',
    });
    await grantFirst(trx, ledgerRoots.platform, platformHours);
    for (const programme of programmes) await ensureProgramme(trx, programme);
  });
}

async function ensureProgramme(trx: Trx, programme: (typeof programmes)[number]): Promise<void> {
  const { cap, ...columns } = programme;
  const account = ledgerRoots[columns.kind];
  await createLedgerAccount(trx, {
    id: account,
    parentId: ledgerRoots.platform,
    kind: 'programme',
    name: columns.kind,
  });
  await grantFirst(trx, account, cap);
  await trx
    .insertInto('programmes')
    .values({ ...columns, id: programmeIds[columns.kind], name: columns.kind, ledger_account_id: account })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Only ever once: a later release with another figure leaves a running ledger alone. */
async function grantFirst(trx: Trx, ledgerAccountId: string, amount: bigint): Promise<void> {
  const transferId = derivedId(ledgerAccountId, 'first grant');
  const isThere = await trx
    .selectFrom('ledger_transfers')
    .select('id')
    .where('id', '=', transferId)
    .executeTakeFirst();
  if (!isThere) await grantHours(trx, { transferId, ledgerAccountId, amount, note: 'first grant' });
}
