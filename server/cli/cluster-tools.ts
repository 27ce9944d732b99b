import type { ClusterBridges } from '../domain/clusters/cluster-bridges';
import type { ClusterKeys } from '../domain/clusters/cluster-keys';
import { makeOperateServices } from '../domain/operate/make-operate-services';
import { isAppError } from '../contract/app-error';
import { makeLog } from '../log';
import type { OperateServices } from '../operate-services';
import { openSignerClient } from '../signer/signer-client';
import { signerSocketIn } from '../signer/socket-path';
import { addTask } from '../outbox/outbox';
import { CliError, type CliTools } from './command';

/** The signer of the portal that runs. @throws CliError when it does not answer */
export async function withSigner<Result>(
  { dataFolder, signerSocket }: CliTools,
  work: (signer: ReturnType<typeof openSignerClient>) => Promise<Result>,
): Promise<Result> {
  const path = signerSocket ?? signerSocketIn(dataFolder);
  const signer = openSignerClient(path);
  try {
    await signer.portalPublicLine().catch((error: unknown) => {
      const words = isAppError(error) ? String(error.details['words'] ?? error.code) : String(error);
      throw new CliError(
        `The signer does not answer at ${path} (${words}): start the portal, and run this as the portal’s own login.`,
      );
    });
    return await work(signer);
  } finally {
    signer.close();
  }
}

/** The doors to clusters as the portal itself opens them: the signer of the portal that runs signs in. @throws CliError when it does not answer */
export function withBridges<Result>(
  tools: CliTools,
  work: (bridges: ClusterBridges, clusterKeys: ClusterKeys) => Promise<Result>,
): Promise<Result> {
  return withSigner(tools, async (signer) => {
    // Only here: what speaks SSH takes a moment to load, and the other commands do without.
    const { openBridges, signingBy } = await import('../compose');
    const bridges = openBridges(signingBy(signer), makeLog('silent'));
    try {
      return await work(bridges, signer);
    } finally {
      await bridges.close();
    }
  });
}

/** What operators do, typed at the portal's machine. @throws CliError for a cluster that is not there, and as `withBridges` */
export function withOperation<Result>(
  tools: CliTools,
  work: (operate: OperateServices) => Promise<Result>,
): Promise<Result> {
  return withBridges(tools, (bridges, clusterKeys) =>
    work(makeOperateServices({ db: tools.db, bridges, clusterKeys, addTask })),
  ).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not-found') throw new CliError('There is no such cluster.');
    throw error;
  });
}
