import { parseArgs } from 'node:util';
import { listClusters } from '#db/queries/clusters/list-clusters';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { isAppError } from '../contract/app-error';
import { reconcileCluster } from '../workers/reconcile-cluster';
import { withBridges } from './cluster-tools';
import type { CliTools, Command } from './command';

export const ledgerCheck: Command = {
  usage: 'ledger check [--books-only]',
  about:
    'recompute every balance from the transfers, compare launches with what each scheduler says, and name what does not fit; 0 when clean, 1 when not',
  async run(args, tools) {
    const { values } = parseArgs({ args, options: { 'books-only': { type: 'boolean', default: false } } });
    const { problems } = await checkLedger(tools.db);
    for (const { rule, subject, words } of problems) tools.print(`${rule}: ${subject}: ${words}`);
    const atClusters = values['books-only'] ? 0 : await checkClusters(tools);
    const count = problems.length + atClusters;
    tools.print(
      count === 0
        ? 'The ledger is clean: every balance is the sum of its transfers.'
        : `The ledger has ${count} ${count === 1 ? 'problem' : 'problems'}.`,
    );
    return count === 0 ? 0 : 1;
  },
};

/** Answers how many differences there are; a cluster that does not answer is one, since nothing is known of it. */
async function checkClusters(tools: CliTools): Promise<number> {
  const clusters = (await listClusters(tools.db)).filter(({ state }) => state !== 'closed');
  if (clusters.length === 0) return 0;
  return withBridges(tools, async (bridges) => {
    let count = 0;
    for (const cluster of clusters) {
      const found = await reconcileCluster({ db: tools.db, bridges }, cluster).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        return [{ rule: 'it can be compared', subject: cluster.name, words: error.code }];
      });
      for (const { rule, subject, words } of found)
        tools.print(`${cluster.name}: ${rule}: ${subject}: ${words}`);
      count += found.length;
    }
    return count;
  });
}
