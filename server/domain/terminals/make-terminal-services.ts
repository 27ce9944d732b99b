import { limits } from '../../contract/limits';
import type { TerminalServices } from '../../terminal-services';
import { DrawingDesk } from './drawing-desk';
import { LivingTerminals } from './living-terminals';
import { openTerminal } from './open-terminal';
import { resumeTerminal } from './resume-terminal';
import { Seats } from './seats';
import { authorisePlace, type TerminalDeps } from './terminal-place';

/** Shells that outlive their connections. Opens nothing. `perPerson` [limits.terminalsPerPerson] */
export function makeTerminalServices(
  parts: Omit<TerminalDeps, 'seats' | 'living' | 'desk'>,
  perPerson: number = limits.terminalsPerPerson,
): TerminalServices {
  const living = new LivingTerminals();
  const deps: TerminalDeps = { ...parts, living, seats: new Seats(perPerson), desk: new DrawingDesk() };
  return {
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
}
