import { afterAll, expect, inject, test } from 'vitest';
import { openSshPool } from '#server/bridge/ssh/open-ssh-pool';
import { slurm as scheduler } from '#server/bridge/scheduler/slurm/slurm-scheduler';

/* The real sshd in front of itself: OpenSSH lets the portal through as it does `ssh -J`. */

const cluster = inject('realSlurm');
const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: cluster.privateKey }) });
afterAll(() => pool.close());

const { host, port } = cluster;
const hostKeys = [cluster.hostKey];
const jump = { host, port, hostKeys, login: cluster.serviceLogin };
const link = (login: string, target: { port?: number } = {}) =>
  pool.link({ cluster: 'real', host, port, hostKeys, login, jump, ...target });

test('people come in through it over one connection, and the queue is read', async () => {
  const names = await Promise.all(
    cluster.people.map(async (login) => String((await link(login).run({ line: 'id -un' })).stdout).trim()),
  );
  expect(names).toEqual(cluster.people);
  // One each behind it, and the one in front.
  expect(pool.size()).toBe(cluster.people.length + 1);
  expect((await scheduler.readQueue(link(cluster.serviceLogin))).notUnderstood).toEqual([]);
});

test('where nothing listens behind it, it says so', async () => {
  await expect(link(cluster.people[0], { port: 1 }).run({ line: 'true' })).rejects.toMatchObject({
    code: 'cluster-down',
    details: { trouble: 'nobody-listens' },
  });
});

test('the host key behind it is read through it', async () => {
  const shown = await pool.readHostKeys({ cluster: 'real', host, port, jump });
  expect(shown.map(({ key }) => key)).toEqual([cluster.hostKey]);
});
