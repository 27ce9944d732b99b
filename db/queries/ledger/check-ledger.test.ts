import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Db, Trx } from '../../client';
import { newId } from '../../new-id';
import { openTestDb, type TestDb } from '../../testing/test-db';
import { insertPerson } from '../people/people';
import { checkLedger, listLedgerProblems } from './check-ledger';
import { ensureLedgerRoots } from './ensure-ledger-roots';
import { plantTree } from './ledger.fixture';
import { reserveHours } from './reserve-hours';
import { postHours } from './resolve-hold';
import { topUpHours } from './top-up-hours';

let test: TestDb;
let db: Db;
let place: { person: string; allocation: string; account: string; cluster: string; partition: string };

/** One settled launch (held 100, used 40), one that runs (held 50), one whose use went over its hold. */
const settled = '01J0000000000000000000SET1';
const running = '01J0000000000000000000RVN1';
const over = '01J0000000000000000000TPP1';
const holds: Record<string, string> = {};

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  place = await plantPlace();
  await launch(settled, 100n, 40n);
  await launch(running, 50n);
  await launch(over, 30n, 37n);
});
afterAll(() => test.close());
afterEach(async () => {
  expect(await checkLedger(db)).toEqual({ isClean: true, problems: [] });
});

async function plantPlace() {
  const person = await insertPerson(db, {
    email: 'check@school.example',
    displayName: '하늘',
    level: 'high',
    schoolName: '',
    birthYearMonth: '2010-01',
    locale: 'ko',
  });
  const tree = await plantTree(db, { platform: 1000n, class: 1000n, students: [500n] });
  const account = tree.students[0] ?? '';
  const [centre, cluster, partition, allocation] = [newId(), newId(), newId(), newId()];
  await sql`insert into centres (id, name, title_ko, title_en) values (${centre}, 'centre', '', '')`.execute(
    db,
  );
  await sql`insert into clusters (id, centre_id, name, title_ko, title_en, scheduler, host, port, host_keys, service_login, login_command)
    values (${cluster}, ${centre}, 'cluster', '', '', 'slurm', 'localhost', 22, '{key}', 'modu', '{}')`.execute(
    db,
  );
  await sql`insert into partitions (id, cluster_id, name, accelerator, gpu_model, nodes, gpus_per_node, cores_per_node,
      memory_bytes_per_node, max_walltime_seconds, default_walltime_seconds, rate_milli)
    values (${partition}, ${cluster}, 'gpu', 'a', 'A', 1, 1, 1, 1, 60, 60, 1000)`.execute(db);
  await sql`insert into allocations (id, person_id, programme_id, ledger_account_id, title, starts_at, ends_at)
    select ${allocation}, ${person.id}, id, ${account}, '', now(), now() + interval '1 day'
    from programmes where name = 'research'`.execute(db);
  return { person: person.id, allocation, account, cluster, partition };
}

async function launch(id: string, held: bigint, used?: bigint): Promise<void> {
  const holdId = newId();
  holds[id] = holdId;
  await db.transaction().execute(async (trx) => {
    await sql`insert into launches (id, person_id, allocation_id, cluster_id, partition_id, idempotency_key, draft_hash, name,
        script, gpus, cores, walltime_seconds, rate_milli, hold_id, held_milli_gpu_seconds, state, "end", charged_milli_gpu_seconds)
      values (${id}, ${place.person}, ${place.allocation}, ${place.cluster}, ${place.partition}, ${id}, '', 'n', 's', 1, 1, 60, 1000,
        ${holdId}, ${held}, ${used === undefined ? 'running' : 'settled'}, ${used === undefined ? null : 'completed'}, ${used ?? null})`.execute(
      trx,
    );
    await reserveHours(trx, {
      transferId: holdId,
      ledgerAccountId: place.account,
      amount: held,
      launchId: id,
    });
    if (used === undefined) return;
    const post = await postHours(trx, { pendingId: holdId, transferId: newId(), amount: used });
    if (post.overMilliGpuSeconds > 0n)
      await topUpHours(trx, { holdId, transferId: newId(), amount: post.overMilliGpuSeconds });
    await sql`insert into usage_records (id, cluster_id, launch_id, scheduler_job_id, submitted_at, started_at, ended_at, gpus,
        seconds, "end", source, paid_by)
      values (${newId()}, ${place.cluster}, ${id}, ${id}, now(), now(), now(), 1, 1, 'completed', 'accounting', 'person')`.execute(
      trx,
    );
  });
}

class Undo extends Error {}

/** The rules that a change breaks; the change is undone. Triggers and foreign keys are off, as if by a stranger's hand. */
async function broken(change: (trx: Trx) => Promise<unknown>): Promise<string[]> {
  let rules: string[] = [];
  await db
    .transaction()
    .execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await change(trx);
      rules = (await listLedgerProblems(trx)).map((problem) => problem.rule);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return [...new Set(rules)].sort();
}

const sums = 'balances are the sums of their transfers';
const resolutions = 'a settled launch has one resolution, a live one none';
const charges = 'charges are the posts';
const fits = 'a resolution fits its hold';
const hasHold = 'every launch has its hold';

describe('checkLedger', () => {
  it.each<[string, (trx: Trx) => Promise<unknown>, string[]]>([
    [
      'a balance too high',
      (trx) => sql`update ledger_accounts set granted = granted + 1 where id = ${place.account}`.execute(trx),
      [sums],
    ],
    [
      'a hold forgotten',
      (trx) => sql`update ledger_accounts set pending = pending - 1 where id = ${place.account}`.execute(trx),
      [sums],
    ],
    [
      'use that nobody posted',
      (trx) => sql`update ledger_accounts set posted = posted + 1 where kind = 'platform'`.execute(trx),
      [sums],
    ],
    [
      'an account moved elsewhere',
      (trx) =>
        sql`update ledger_accounts set path = array[parent_id, id] where id = ${place.account}`.execute(trx),
      [sums, 'every account stands where its parent stands'],
    ],
    [
      'a hold deleted',
      (trx) => sql`delete from ledger_transfers where id = ${holds[running]}`.execute(trx),
      [sums, hasHold],
    ],
    [
      'a hold changed',
      (trx) => sql`update ledger_transfers set amount = amount + 1 where id = ${holds[running]}`.execute(trx),
      [sums, hasHold],
    ],
    [
      'a charge changed',
      (trx) =>
        sql`update ledger_transfers set amount = amount + 1 where pending_id = ${holds[settled]}`.execute(
          trx,
        ),
      [sums, charges],
    ],
    [
      'a charge over its hold',
      (trx) =>
        sql`update ledger_transfers set amount = 101 where pending_id = ${holds[settled]}`.execute(trx),
      [sums, fits, charges],
    ],
    [
      'a resolution deleted',
      (trx) => sql`delete from ledger_transfers where pending_id = ${holds[settled]}`.execute(trx),
      [sums, resolutions, charges],
    ],
    [
      'a launch that says another charge',
      (trx) => sql`update launches set charged_milli_gpu_seconds = 41 where id = ${settled}`.execute(trx),
      [charges],
    ],
    [
      'a settled launch that says no charge',
      (trx) => sql`update launches set charged_milli_gpu_seconds = null where id = ${settled}`.execute(trx),
      [charges],
    ],
    [
      'a settled launch that runs again',
      (trx) => sql`update launches set state = 'running', "end" = null where id = ${settled}`.execute(trx),
      [resolutions],
    ],
    [
      'a running launch that counts as settled',
      (trx) =>
        sql`update launches set state = 'settled', "end" = 'failed' where id = ${running}`.execute(trx),
      [resolutions, charges],
    ],
    [
      'a launch deleted',
      (trx) => sql`delete from launches where id = ${running}`.execute(trx),
      ['every hold belongs to a launch'],
    ],
    [
      'a launch with another hold',
      (trx) => sql`update launches set held_milli_gpu_seconds = 51 where id = ${running}`.execute(trx),
      [hasHold],
    ],
    [
      'a grant deleted',
      (trx) =>
        sql`delete from ledger_transfers where kind = 'grant' and ledger_account_id = ${place.account}`.execute(
          trx,
        ),
      [sums],
    ],
    [
      'use of no launch',
      (trx) => sql`update usage_records set launch_id = null where launch_id = ${over}`.execute(trx),
      ['every usage row belongs to a launch'],
    ],
    [
      'a resolution for another account',
      (trx) =>
        sql`update ledger_transfers set ledger_account_id = (select id from ledger_accounts where kind = 'class') where pending_id = ${holds[settled]}`.execute(
          trx,
        ),
      [sums, fits],
    ],
    [
      'a top-up deleted with its post',
      (trx) =>
        sql`delete from ledger_transfers where launch_id = ${over} and (kind = 'topup' or (kind = 'post' and amount = 7))`.execute(
          trx,
        ),
      [sums, charges],
    ],
    [
      'an extra hold that nothing resolved',
      (trx) =>
        sql`delete from ledger_transfers where launch_id = ${over} and kind = 'post' and amount = 7`.execute(
          trx,
        ),
      [sums, charges, 'a settled launch holds nothing more'],
    ],
    [
      'an extra hold of no extension',
      (trx) => sql`update launches set extra_held_milli_gpu_seconds = 5 where id = ${running}`.execute(trx),
      ['what an extension holds is told in its launch'],
    ],
  ])('finds %s', async (_name, change, rules) => {
    expect(await broken(change)).toEqual([...rules].sort());
  });

  it('finds nothing wrong where nothing is', async () => {
    expect(await checkLedger(db)).toEqual({ isClean: true, problems: [] });
  });
});
