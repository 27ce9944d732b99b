import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '#server/actor';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { accountedRuns, chargesThatDiffer } from './accounted';
import { openCuttingProxy, type CuttingProxy } from './cutting-proxy';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { until } from './real-slurm';
import { startWorkerProcess } from './worker-process';

/** `CLUSTER_FAULTS=200 npm run test:clusters -- faults` is the whole of it; a few are for every commit. */
const faults = Number(process.env['CLUSTER_FAULTS'] ?? 12);
/** Of submissions that Slurm accepts, one in so many answers "timed out". */
const timedOutEvery = 6;

const slurm = inject('realSlurm');
const sign = join(slurm.folder, 'etc/timed-out-every');
const told = join(slurm.folder, 'log/timed-out');
let database: TestDb;
let portal: RealPortal;
let proxy: CuttingProxy;

beforeAll(async () => {
  database = await openTestDb(60);
  proxy = await openCuttingProxy(slurm.port);
  portal = await openRealPortal(database.url, slurm, { host: '127.0.0.1', port: proxy.port });
  writeFileSync(sign, `${timedOutEvery}\n`);
});

afterAll(async () => {
  rmSync(sign, { force: true });
  await portal.close();
  await proxy.close();
  await database.close();
});

/** The job leaves one line a run: what really ran, whatever anybody believes. */
const script = (key: string) => `echo ${key} >> "$HOME/ran.log"; sleep 1`;

test(
  `${faults} kills of the worker, ${faults} cuts of the link and answers that never came: none lost, none doubled`,
  async () => {
    const students: Actor[] = [];
    for (let index = 0; index < 3; index++) students.push(await makeStudent(portal));
    const ids: string[] = [];
    const launchSome = async (round: number) => {
      for (const [index, student] of students.entries()) {
        const draft = {
          cluster: clusterName,
          partition: 'gpu',
          script: script(`r${round}s${index}`),
          walltimeSeconds: 60,
        };
        ids.push((await portal.services.launches.submit(student, draft, `round-${round}`)).id);
      }
    };
    let cuts = 0;
    let worker = await startWorkerProcess({ databaseUrl: database.url, privateKey: slurm.privateKey });
    for (let round = 0; round < faults; round++) {
      await launchSome(round);
      // A cut while there is nothing to cut is no cut.
      await until('a link to cut', async () => {
        await pause(Math.random() * 400);
        return proxy.cut() > 0 ? true : undefined;
      });
      cuts++;
      await pause(Math.random() * 1_200);
      await worker.kill();
      worker = await startWorkerProcess({ databaseUrl: database.url, privateKey: slurm.privateKey });
      if (round % 10 === 9) await settleDown(ids, 12);
    }
    await settleDown(ids, 0);
    await worker.kill();

    expect(cuts).toBe(faults);
    const launches = await portal.db.selectFrom('launches').select(['id', 'end']).execute();
    expect(launches).toHaveLength(faults * students.length);
    expect(launches.filter((launch) => launch.end !== 'completed')).toEqual([]);
    for (const { id } of launches) {
      const runs = await accountedRuns(slurm, `modu-${id}`);
      expect(
        runs.map((run) => run.state),
        id,
      ).toEqual(['COMPLETED']);
    }
    const logins = await portal.db.selectFrom('logins').select('name').execute();
    const ran = logins.flatMap(({ name }) =>
      readFileSync(join(slurm.folder, 'home', name, 'ran.log'), 'utf8')
        .trim()
        .split('\n'),
    );
    expect(ran).toHaveLength(new Set(ran).size);
    expect(ran).toHaveLength(launches.length);
    expect(existsSync(told) && readFileSync(told, 'utf8').split('\n').length).toBeGreaterThan(
      launches.length / timedOutEvery / 3,
    );
    expect((await checkLedger(portal.db)).problems).toEqual([]);
    expect(await chargesThatDiffer(portal.db, slurm)).toEqual([]);
  },
  240_000 + faults * 30_000,
);

/** Launches of one person have a limit; and a backlog would hide what one fault does. */
async function settleDown(ids: readonly string[], atMost: number): Promise<void> {
  await until(
    `at most ${atMost} live`,
    async () => {
      const rows = await portal.db
        .selectFrom('launches')
        .select('id')
        .where('state', '<>', 'settled')
        .execute();
      return rows.filter((row) => ids.includes(row.id)).length <= atMost ? true : undefined;
    },
    240_000,
  );
}
