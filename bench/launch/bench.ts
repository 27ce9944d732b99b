import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDb, openPool } from '../../db/client';
import { startEmbeddedPostgres } from '../../db/embedded-postgres';
import { migrate } from '../../db/migrate';
import { clusterName, makeStudent, openRealPortal } from '../../e2e/clusters/real-portal';
import { bringUpSlurm } from '../../e2e/clusters/real-slurm';
import { openSshPool } from '../../server/bridge/ssh/open-ssh-pool';
import { ms, quantile } from '../quantile';

/** See README.md beside this file. */
const rounds = 20;

const folder = await mkdtemp(join(tmpdir(), 'modu-bench-launch-'));
const postgres = await startEmbeddedPostgres({ folder, isDurable: true });
const pg = openPool(postgres.url, 1);
await migrate(openDb(pg));
await pg.end();
const { slurm, down } = await bringUpSlurm();
try {
  const portal = await openRealPortal(postgres.url, slurm);
  const work = await portal.startWork();
  const student = await makeStudent(portal);
  const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: slurm.privateKey }) });
  const { host, port, hostKey } = slurm;
  const hand = pool.link({ cluster: 'hand', host, port, hostKeys: [hostKey], login: slurm.people[0] });

  /** What sbatch itself takes at the login node, by the node's own clock. */
  const byHand = async (): Promise<number> => {
    const line = `a=$(date +%s%N); sbatch --parsable --hold --output=/dev/null --wrap=true >/dev/null; b=$(date +%s%N); echo $((b - a))`;
    const { stdout } = await hand.run({ line });
    return Number(stdout.toString().trim()) / 1e6;
  };
  const throughPortal = async (): Promise<{ answered: number; accepted: number }> => {
    const begunAt = Date.now();
    const draft = { cluster: clusterName, partition: 'gpu', script: 'true', gpus: 0, walltimeSeconds: 60 };
    const { id } = await portal.services.launches.submit(student, draft, crypto.randomUUID());
    const answered = Date.now() - begunAt;
    for (;;) {
      const row = await portal.db
        .selectFrom('launches')
        .select(['accepted_at', 'state'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (row.accepted_at) return { answered, accepted: row.accepted_at.getTime() - begunAt };
      if (row.state === 'ended') throw new Error('the launch was refused');
      await pause(5);
    }
  };

  await byHand();
  await throughPortal();
  const hands: number[] = [];
  const answers: number[] = [];
  const accepts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    hands.push(await byHand());
    const { answered, accepted } = await throughPortal();
    answers.push(answered);
    accepts.push(accepted);
  }
  const line = (what: string, of: number[]) =>
    console.log(`${what.padEnd(34)} p50 ${ms(quantile(of, 0.5))}, p90 ${ms(quantile(of, 0.9))}`);
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}; ${rounds} times each, in turns`);
  line('sbatch at the login node', hands);
  line('the portal’s answer to the press', answers);
  line('from the press to Slurm’s yes', accepts);
  console.log(
    `added at the median: ${ms(quantile(accepts, 0.5) - quantile(hands, 0.5))} (aim: at most 10 ms)`,
  );
  await pool.close();
  await work.stop();
  await portal.close();
} finally {
  await down();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
