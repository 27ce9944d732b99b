import { makeClusterKeys, type ClusterKeys } from '../domain/clusters/cluster-keys';
import type { ClusterBridges } from '../domain/clusters/cluster-bridges';
import { makeOperateServices } from '../domain/operate/make-operate-services';
import { isAppError } from '../contract/app-error';
import { makeLog } from '../log';
import type { OperateServices } from '../operate-services';
import { openKeySecrets } from '../start/open-secrets';
import { CliError, type CliTools } from './command';

/** The doors to clusters with the portal's own keys, as the portal itself opens them. @throws CliError when the keys cannot be read */
export async function withBridges<Result>(
  { db, dataFolder }: CliTools,
  work: (bridges: ClusterBridges, clusterKeys: ClusterKeys) => Promise<Result>,
): Promise<Result> {
  const secrets = await openKeySecrets(dataFolder).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    throw new CliError(`The portal’s SSH key cannot be read (${words}): run this as the portal’s own login.`);
  });
  const clusterKeys = makeClusterKeys(db, secrets);
  // Only here: what speaks SSH takes a moment to load, and the other commands do without.
  const { openBridges } = await import('../compose');
  const bridges = openBridges(clusterKeys.keyOf, makeLog('silent'));
  try {
    return await work(bridges, clusterKeys);
  } finally {
    await bridges.close();
  }
}

/** What operators do, typed at the portal's machine. @throws CliError for a cluster that is not there, and as `withBridges` */
export function withOperation<Result>(
  tools: CliTools,
  work: (operate: OperateServices) => Promise<Result>,
): Promise<Result> {
  return withBridges(tools, (bridges, clusterKeys) =>
    work(makeOperateServices({ db: tools.db, bridges, clusterKeys })),
  ).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not-found') throw new CliError('There is no such cluster.');
    throw error;
  });
}
