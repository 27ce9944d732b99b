import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../contract/app-error';
import type { TryLimit } from '../domain/people/try-limit';
import { sendProblem } from './problem';

/**
 * How often, by whom. Counted in this process: with several web processes each counts for itself, which is still a bound.
 * A class of forty signs up behind one address at once, so the address may do more than a mailbox.
 */
export const rates = {
  signInByEmail: { points: 5, duration: 15 * 60 },
  signInByAddress: { points: 120, duration: 15 * 60 },
  /** Asking to sign in by passkey: nothing can be guessed; this keeps the database from being asked for nothing. */
  passkeyByAddress: { points: 120, duration: 15 * 60 },
  /** Six digits, of which three are right at any time: with these two a guesser needs three years for an even chance at one person. */
  codeByPerson: { points: 6, duration: 15 * 60 },
  codeByPersonADay: { points: 40, duration: 86_400 },
  /** Words of login cards: a whole grade signs in behind one address. What stops a guesser is that a card locks after ten wrong ones. */
  cardByAddress: { points: 300, duration: 15 * 60 },
  /** Of one card, there or not. */
  cardByCard: { points: 20, duration: 15 * 60 },
  /** Codes of classes: eight letters of 31, so twenty tries are nothing to a guesser and plenty for a typist. */
  classCodeByPerson: { points: 20, duration: 15 * 60 },
  /** Codes of children that ask a guardian: a teacher sees to a class, and each takes a few. */
  childCodeByPerson: { points: 200, duration: 15 * 60 },
  /** Wrong ones of everybody together. */
  classCodeByAll: { points: 100, duration: 60 },
  /** Claims on logins, and looks whether they are proven: each is a sign-in at the centre under a name that may be nobody's. */
  claimByPerson: { points: 20, duration: 3600 },
  claimByCluster: { points: 120, duration: 3600 },
  apiByToken: { points: 1200, duration: 60 },
  /** Wrong tokens, by address. */
  apiRefusedByAddress: { points: 60, duration: 60 },
  /** Requests for a WebSocket that were refused, by address: a page that reconnects in a loop, or worse. */
  socketRefusedByAddress: { points: 120, duration: 60 },
  /** Remix's route discovery builds an answer from a list of paths: cheap for us once, dear when flooded. */
  manifestByAddress: { points: 600, duration: 60 },
} as const;

/** A limit of tries that forgets after `duration` seconds. */
export function makeTryLimit(rate: { points: number; duration: number }): TryLimit {
  const limiter = new RateLimiterMemory({ points: rate.points, duration: rate.duration });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new AppError('too-many-tries', { details: { retryAfterSeconds } });
      }
    },
  };
}

/** Lets a request on while its address has tries left. */
export function limitByAddress(limit: TryLimit) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      await limit.take(request.ip ?? '');
    } catch (error) {
      return sendProblem(response, error);
    }
    next();
  };
}
