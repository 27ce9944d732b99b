import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../contract/app-error';
import { makeClusterServices } from '../domain/clusters/make-cluster-services';
import { makeLog } from '../log';
import type { ClusterServices } from '../services';
import { atTheMachine } from './at-the-machine';
import { CliError, type CliTools, type Command } from './command';

export const clusterList: Command = {
  usage: 'cluster list',
  about: 'clusters: name, scheduler, state, reach, address, logins',
  async run(_args, tools) {
    await withClusters(tools, async (clusters) => {
      for (const one of await clusters.listOperated(atTheMachine))
        tools.print(
          [
            one.name,
            one.scheduler,
            one.state,
            one.reach,
            `${one.host}:${one.port}`,
            `${one.logins} logins`,
          ].join('\t'),
        );
    });
  },
};

export const clusterCheck: Command = {
  usage: 'cluster check <name>',
  about: 'try what the portal needs of a cluster: host key, sign-in, clock, queue, partitions; reads only',
  async run([name, ...rest], tools) {
    if (name === undefined || rest.length > 0) throw new CliError('Say which: modu cluster check <name>');
    return withClusters(tools, async (clusters) => {
      const checks = await clusters.check(atTheMachine, name).catch((error: unknown) => {
        if (isAppError(error) && error.code === 'not-found')
          throw new CliError(`There is no cluster ${name}.`);
        throw error;
      });
      for (const { name: what, isOk, words, tookMs } of checks)
        tools.print(`${isOk ? ' ok' : 'RED'}  ${what.padEnd(12)} ${words} (${tookMs} ms)`);
      return checks.every((check) => check.isOk) ? 0 : 1;
    });
  },
};

/** With the portal's own key, as the portal itself would. */
async function withClusters<Result>(
  { db, dataFolder }: CliTools,
  work: (clusters: ClusterServices) => Promise<Result>,
): Promise<Result> {
  const path = join(dataFolder, 'secrets/ssh_key');
  const key = await readFile(path, 'utf8').catch(() => {
    throw new CliError(`The portal’s SSH key cannot be read (${path}): run this as the portal’s own login.`);
  });
  // Only here: what speaks SSH takes a moment to load, and the other commands do without.
  const { openBridges } = await import('../compose');
  const bridges = openBridges(key, makeLog('silent'));
  try {
    return await work(makeClusterServices({ db, bridges }));
  } finally {
    await bridges.close();
  }
}
