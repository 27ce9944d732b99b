import { isAppError } from '#server/contract/app-error';
import type { DialTarget, SshLink } from '../../ssh/port';
import type { LoginHost } from '../port';
import { buildFindCommand, parseFindCommand } from './find-command';
import {
  buildMarkForCleaning,
  buildReadLeftOver,
  parseMarkForCleaning,
  parseReadLeftOver,
} from './clean-home';
import { buildReadClaim, parseReadClaim } from './read-claim';
import { buildReadClock, parseReadClock } from './read-clock';
import { buildReadName, parseReadName } from './read-name';
import { buildReadProgram, parseReadProgram } from './read-program';
import { buildTryHome, parseTryHome } from './try-home';
import { buildTryLock, parseTryLock } from './try-lock';

/** Of the address itself: where forwarding is allowed something answers there, for it is the server that was signed in to. */
const loopback = '127.0.0.1';
const noSocket = '/tmp/modu-there-is-no-such-socket';

export const loginHost: LoginHost = {
  readName: async (link) => parseReadName(await link.run(buildReadName())),
  readClockSkew: async (link) => {
    const askedMs = Date.now();
    const seconds = parseReadClock(await link.run(buildReadClock()));
    // `date` cuts to the second: half of one is the best guess of what it left out.
    return Math.round(seconds + 0.5 - (askedMs + Date.now()) / 2000);
  },
  tryHome: async (link) => parseTryHome(await link.run(buildTryHome())),
  readClaim: async (link, id) => parseReadClaim(await link.run(buildReadClaim(id))),
  markForCleaning: async (link, id) => parseMarkForCleaning(await link.run(buildMarkForCleaning(id))),
  readLeftOver: async (link, id, beforeSeconds) =>
    parseReadLeftOver(await link.run(buildReadLeftOver(id, beforeSeconds))),
  tryLock: async (link) => parseTryLock(await link.run(buildTryLock())),
  readProgram: async (link, program) => parseReadProgram(await link.run(buildReadProgram(program))),
  findCommand: async (link, name) => parseFindCommand(await link.run(buildFindCommand(name))),
  tryForwarding: async (link, port) => {
    if (await isLetThrough(link, { kind: 'tcp', host: loopback, port })) return 'tcp';
    return (await isLetThrough(link, { kind: 'socket', path: noSocket })) ? 'socket' : undefined;
  },
};

/** That nothing listens there is an answer of the far side: it tried. Only a refusal to try is a no. */
async function isLetThrough(link: SshLink, target: DialTarget): Promise<boolean> {
  try {
    (await link.dial(target))?.destroy();
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'cluster-answer-unclear') return false;
    throw error;
  }
}
