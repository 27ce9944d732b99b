import { checkLedger } from '#db/queries/ledger/check-ledger';
import type { Command } from './command';

export const ledgerCheck: Command = {
  usage: 'ledger check',
  about: 'recompute every balance from the transfers and name what does not fit; 0 when clean, 1 when not',
  async run(_args, { db, print }) {
    const { isClean, problems } = await checkLedger(db);
    if (isClean) {
      print('The ledger is clean: every balance is the sum of its transfers.');
      return 0;
    }
    for (const problem of problems) print(`${problem.rule}: ${problem.subject}: ${problem.words}`);
    print(`The ledger has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`);
    return 1;
  },
};
