import { makeClusterKeys } from '../domain/clusters/cluster-keys';
import { makeOperateServices } from '../domain/operate/make-operate-services';
import { isAppError } from '../contract/app-error';
import { makeLog } from '../log';
import type { OperateServices } from '../operate-services';
import { openKeySecrets } from '../start/open-secrets';
import { CliError, type CliTools } from './command';

/**
 * What operators do, with the portal's own keys, as the portal itself would. @throws CliError for a cluster that is not there, and when the
 * keys cannot be read
 */
export async function withOperation<Result>(
  { db, dataFolder }: CliTools,
  work: (operate: OperateServices) => Promise<Result>,
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
    return await work(makeOperateServices({ db, bridges, clusterKeys }));
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') throw new CliError('There is no such cluster.');
    throw error;
  } finally {
    await bridges.close();
  }
}
