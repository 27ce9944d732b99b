import { makeMark } from '../pbs/remote-script';
import type { SchedulerSurvey } from '../port';
import {
  buildListReservations,
  buildTryReservation,
  parseListReservations,
  parseTryReservation,
} from './list-reservations';
import { buildListShapes, parseListShapes } from './list-shapes';
import { buildShowConfig, parseShowConfig } from './show-config';
import { buildSubmitHeld, parseSubmitHeld } from './submit-held';
import { buildTryAccounts, parseTryAccounts } from './try-accounts';

/** What Slurm is asked before it is used, from 20.11 on. */
export const slurmSurvey: SchedulerSurvey = {
  async readFacts(link) {
    const mark = makeMark();
    return parseShowConfig(await link.run(buildShowConfig(mark)), mark);
  },
  async readShapes(link) {
    const mark = makeMark();
    return parseListShapes(await link.run(buildListShapes(mark)), mark);
  },
  async tryAccounts(link) {
    const mark = makeMark();
    return parseTryAccounts(await link.run(buildTryAccounts(mark)), mark);
  },
  async readReservations(link) {
    const mark = makeMark();
    return parseListReservations(await link.run(buildListReservations(mark)), mark);
  },
  async tryReservation(link, reservation) {
    const mark = makeMark();
    return parseTryReservation(await link.run(buildTryReservation(mark, reservation)), mark);
  },
  async submitHeld(link, job) {
    const mark = makeMark();
    return parseSubmitHeld(await link.run(buildSubmitHeld(mark, job)), mark);
  },
};
