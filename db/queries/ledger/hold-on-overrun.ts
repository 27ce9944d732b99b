import { sql } from 'kysely';
import type { Trx } from '../../client';
import { derivedId } from './derived-id';
import { ledgerRoots } from './ledger-roots';
import { reserveHours } from './reserve-hours';

/** The least that can be held. */
const token = 1n;

/**
 * Holds a token on the platform's overrun account, for a job that nobody's hours cover: what it uses before it is cancelled is the platform's
 * cost when it settles (`topUpHours`). Answers what was held. Calling again with the same transfer id changes nothing.
 */
export async function holdOnOverrun(
  trx: Trx,
  hold: { transferId: string; launchId: string },
): Promise<bigint> {
  await sql`
    with written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, note)
      values (${derivedId(hold.transferId, 'grant')}, 'grant', ${ledgerRoots.overrun}, ${token}, 'overrun')
      on conflict do nothing
      returning amount
    )
    update ledger_accounts a set granted = a.granted + written.amount
    from written where a.id = ${ledgerRoots.overrun}`.execute(trx);
  const held = await reserveHours(trx, { ...hold, ledgerAccountId: ledgerRoots.overrun, amount: token });
  if (!held.ok) throw new Error('the overrun account holds less than it was just granted');
  return token;
}
