import { limits } from '../../contract/limits';
import type { TerminalServices } from '../../services';
import { authoriseTerminal, openTerminal, type TerminalDeps } from './open-terminal';
import { Seats } from './seats';

/** Shells on login nodes. Opens nothing. `perPerson` [limits.terminalsPerPerson] */
export function makeTerminalServices(
  deps: Omit<TerminalDeps, 'seats'>,
  perPerson: number = limits.terminalsPerPerson,
): TerminalServices {
  const withSeats = { ...deps, seats: new Seats(perPerson) };
  return {
    authorise: async (actor, cluster) => void (await authoriseTerminal(deps.db, actor, cluster)),
    open: (actor, cluster, size) => openTerminal(withSeats, actor, cluster, size),
  };
}
