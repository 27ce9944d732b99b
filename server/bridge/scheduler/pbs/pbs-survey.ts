import type { SchedulerSurvey } from '../port';
import { buildListShapes, parseListShapes } from './list-shapes';
import { makeMark } from './remote-script';
import { buildShowServer, parseShowServer } from './show-server';
import { buildSubmitHeld, parseSubmitHeld } from './submit-held';
import { buildTryAccounts, parseTryAccounts } from './try-accounts';

/** What PBS Pro and OpenPBS are asked before they are used, from 18 on. */
export const pbsSurvey: SchedulerSurvey = {
  async readFacts(link) {
    const mark = makeMark();
    return parseShowServer(await link.run(buildShowServer(mark)), mark);
  },
  async readShapes(link) {
    const mark = makeMark();
    return parseListShapes(await link.run(buildListShapes(mark)), mark);
  },
  async tryAccounts(link) {
    const mark = makeMark();
    return parseTryAccounts(await link.run(buildTryAccounts(mark)), mark);
  },
  // A reservation of PBS Pro is a queue of its own, which people name as one.
  readReservations: () => Promise.resolve([]),
  tryReservation: () => Promise.resolve(undefined),
  async submitHeld(link, job) {
    const mark = makeMark();
    return parseSubmitHeld(await link.run(buildSubmitHeld(mark, job)), mark);
  },
};
