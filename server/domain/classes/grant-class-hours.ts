import type { Trx } from '#db/client';
import { getProgramme } from '#db/queries/allocations/find-programme';
import { listMembersWithHours } from '#db/queries/classes/class-members';
import { readBalance } from '#db/queries/classes/class-parts';
import { lockClass, updateClass } from '#db/queries/classes/class-rows';
import { createLedgerAccount } from '#db/queries/ledger/create-ledger-account';
import { derivedId } from '#db/queries/ledger/derived-id';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { AppError } from '../../contract/app-error';
import { tellClass } from './audit-class';
import { giveParts } from './class-shares';

/**
 * Gives hours to a class, signed by a decision or a payment: all of it comes into the pool, where the teacher shares it out. Until then
 * a student may take a quarter of the pool at most, so that nobody drains it in the first lesson.
 * The ids follow from `source`: giving again for the same source changes nothing.
 * @throws AppError[wrong-state] when the class has ended.
 */
export async function grantClassHours(
  trx: Trx,
  grant: { classId: string; amount: bigint; source: string; requestId?: string; grantedBy?: string },
): Promise<void> {
  const row = await lockClass(trx, grant.classId);
  if (!row || row.ended_at) throw new AppError('wrong-state');
  const programme = await getProgramme(trx, 'class');
  const accountId = await createLedgerAccount(trx, {
    id: row.ledger_account_id ?? derivedId(row.id, 'class account'),
    parentId: programme.ledger_account_id,
    kind: 'class',
    name: row.name,
  });
  const poolId = await createLedgerAccount(trx, {
    id: row.pool_account_id ?? derivedId(row.id, 'pool account'),
    parentId: accountId,
    kind: 'class',
    name: 'pool',
  });
  const signed = {
    amount: grant.amount,
    ...(grant.requestId !== undefined && { requestId: grant.requestId }),
    ...(grant.grantedBy !== undefined && { personId: grant.grantedBy }),
  };
  await grantHours(trx, {
    ...signed,
    transferId: derivedId(grant.source, 'class grant'),
    ledgerAccountId: accountId,
    note: 'class',
  });
  await grantHours(trx, {
    ...signed,
    transferId: derivedId(grant.source, 'pool grant'),
    ledgerAccountId: poolId,
    note: 'class-pool',
  });
  const pool = await readBalance(trx, poolId);
  const quarter = pool.granted / 4n;
  const cap = row.pool_cap_milli_gpu_seconds > 0n ? row.pool_cap_milli_gpu_seconds : quarter;
  const change = { ledger_account_id: accountId, pool_account_id: poolId, pool_cap_milli_gpu_seconds: cap };
  await updateClass(trx, row.id, change);
  const students = (await listMembersWithHours(trx, row.id)).filter(
    (member) => member.role === 'student' && member.state === 'active',
  );
  await giveParts(
    trx,
    { ...row, ...change },
    students.map((student) => student.personId),
  );
  await tellClass(trx, row.id, 'all');
}
