import { composePortal } from './real-portal';
import type { WorkerOrder } from './worker-process';

/** The workers alone, as MODU_ROLE=worker runs them; killed from outside. */
process.once('message', (order: WorkerOrder) => {
  void composePortal(order.databaseUrl, order.privateKey, { leaseMs: 5_000 })
    .then((portal) => portal.startWork())
    .then(() => process.send?.('works'));
});
// The one who killed us may be killed too.
process.once('disconnect', () => process.exit(0));
