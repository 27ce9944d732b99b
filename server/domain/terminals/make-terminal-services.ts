import { limits } from '../../contract/limits';
import { watchLimits } from '../../contract/watch-protocol';
import type { ShowingServices } from '../../showing-services';
import type { TerminalServices } from '../../terminal-services';
import { DrawingDesk } from './drawing-desk';
import { LivingShowings } from './living-showings';
import { LivingTerminals } from './living-terminals';
import { makeShowingServices } from './make-showing-services';
import { openTerminal } from './open-terminal';
import { resumeTerminal } from './resume-terminal';
import { Seats } from './seats';
import type { ShowingWaits } from './showing';
import { authorisePlace, type TerminalDeps } from './terminal-place';

/** Shells that outlive their connections, and the showing of them. Opens nothing. `perPerson` [limits.terminalsPerPerson] */
export function makeTerminalServices(
  parts: Omit<TerminalDeps, 'seats' | 'living' | 'showings' | 'showingWaits' | 'desk'>,
  perPerson: number = limits.terminalsPerPerson,
  showingWaits: ShowingWaits = watchLimits,
): { terminals: TerminalServices; showings: ShowingServices } {
  const living = new LivingTerminals();
  const deps: TerminalDeps = {
    ...parts,
    living,
    showings: new LivingShowings(),
    showingWaits,
    seats: new Seats(perPerson),
    desk: new DrawingDesk(),
  };
  const terminals: TerminalServices = {
    authorise: async (actor, place) => void (await authorisePlace(deps, actor, place)),
    open: (actor, place, size) =>
      place.kind === 'living'
        ? resumeTerminal(deps, actor, place.id)
        : openTerminal(deps, actor, place, size),
    list: (actor) =>
      living
        .listOf(actor.personId)
        .map(({ id, openedAt, isSeen, facts }) => ({ id, openedAt, isSeen, ...facts })),
  };
  return { terminals, showings: makeShowingServices(deps) };
}
