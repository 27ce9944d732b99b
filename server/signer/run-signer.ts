import { openDb, openPool } from '#db/client';
import { makeLog } from '../log';
import { openKeySecrets } from '../start/open-secrets';
import { makeSigner } from './make-signer';
import { serveSigner } from './serve-signer';
import type { SignerOrder } from './start-signer';

/** Opens the keys and answers on the socket until it is closed. Makes the keys that are not there yet. */
export async function runSigner(order: SignerOrder): Promise<{ close(): Promise<void> }> {
  const secrets = await openKeySecrets(order.dataFolder);
  const db = openDb(openPool(order.databaseUrl, 4));
  const serving = await serveSigner({
    signer: makeSigner({ db, secrets }),
    path: order.socketPath,
    log: makeLog(order.logLevel),
  });
  return {
    close: async () => {
      await serving.close();
      await db.destroy();
    },
  };
}
