import express, { type RequestHandler, type Request, type Response } from 'express';
import { PaymentTrouble, UntrustedEvent } from '../contract/payment-trouble';
import { AppError } from '../contract/app-error';
import type { Log } from '../log';
import { sendProblem } from './problem';

/** An event is a few kilobytes. */
const limit = '256kb';

/**
 * POST /payments/events: what the payment provider tells. Nothing of the portal is needed to send it but the signature over the bytes as
 * they came, so no parser stands before. 2xx: it has had its effect, or concerns us not; anything else: the provider sends it again.
 */
export function makePaymentEvents(
  take: ((body: Buffer, signature: string) => Promise<void>) | undefined,
  log: Log,
): RequestHandler {
  const router = express.Router();
  if (take === undefined) return router;
  router.post('/payments/events', express.raw({ type: () => true, limit }), (request, response) => {
    void answer(take, log, request, response);
  });
  return router;
}

async function answer(
  take: (body: Buffer, signature: string) => Promise<void>,
  log: Log,
  request: Request,
  response: Response,
): Promise<void> {
  try {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await take(body, request.get('stripe-signature') ?? '');
    response.status(204).end();
  } catch (error) {
    if (error instanceof UntrustedEvent) return sendProblem(response, new AppError('invalid-input'));
    log.warn({ err: error }, 'an event of the payment provider failed; it will come again');
    sendProblem(response, error instanceof PaymentTrouble ? new AppError('payments-down') : error);
  }
}
