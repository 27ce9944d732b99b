import type { Command } from './command';
import { faultTable, type FaultName } from './faults';

/** The centre's own commands beside the scheduler's: making logins, and setting faults. Only for the service login. */
export const centreCommands = (logins: {
  add(name: string): boolean;
  clean(name: string): boolean;
}): Record<string, Command> => ({
  /** `modu-login add <login>`: makes a login · `modu-login clean <login>`: ends its jobs and empties its home. Again is harmless. */
  'modu-login': async (call, { engine, faults, serviceLogin }) => {
    const [act, name = ''] = call.argv;
    if (!call.isServiceLogin) return refuse(call, 'modu-login: only the service login makes logins\n', 77);
    if ((act !== 'add' && act !== 'clean') || call.argv.length !== 2)
      return refuse(call, 'usage: modu-login add|clean <login>\n', 2);
    if (act === 'clean') {
      if (faults.get('clean-fails') !== undefined) return refuse(call, 'modu-login: home is busy\n', 1);
      const live = engine.list({ login: name, isActive: true });
      for (const job of live) engine.cancel(job.id, serviceLogin, { isForced: true });
      await Promise.all(live.map((job) => engine.whenEnded(job.id)));
      return logins.clean(name) ? 0 : refuse(call, `modu-login: there is no login '${name}'\n`, 2);
    }
    return logins.add(name) ? 0 : refuse(call, `modu-login: '${name}' cannot be a login\n`, 2);
  },
  /** `modu-fault set <name> [value] | clear [name] | list`, see faults.ts. */
  'modu-fault': async (call, { faults }) => {
    const [act, name, value = '1'] = call.argv;
    if (!call.isServiceLogin) return refuse(call, 'modu-fault: only the service login sets faults\n', 77);
    if (act === 'list')
      call.stdout(
        Object.entries(faultTable)
          .map(([key, words]) => `${key}\t${words}\n`)
          .join(''),
      );
    else if (name !== undefined && !(name in faultTable))
      return refuse(call, `modu-fault: there is no fault '${name}'\n`, 2);
    else if (act === 'set' && name !== undefined) faults.set(name as FaultName, value);
    else if (act === 'clear') faults.clear(name as FaultName | undefined);
    else return refuse(call, 'usage: modu-fault set <name> [value] | clear [name] | list\n', 2);
    return 0;
  },
});

function refuse(call: Parameters<Command>[0], words: string, code: number): number {
  call.stderr(words);
  return code;
}
