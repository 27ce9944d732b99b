import { makeLog } from '../log';
import { runSigner } from './run-signer';
import type { SignerOrder } from './start-signer';

/* The signer as a child of the portal: told by its parent what to do, and gone when the parent is. */

// Ctrl-C reaches the whole group; the portal stops it in its turn.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.once('disconnect', () => process.exit(0));
process.once('message', (order: SignerOrder) => {
  void runSigner(order).then(
    () => process.send?.('works'),
    (error: unknown) => {
      makeLog('error').fatal({ err: error }, 'the signer could not start');
      process.exit(1);
    },
  );
});
