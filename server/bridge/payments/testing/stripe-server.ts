import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import Stripe from 'stripe';
import { readRequestShapes, type FormValue, type RequestKind } from './request-shapes';

/*
 * A server that speaks as Stripe does, as far as the portal asks: it holds prices, checkouts, refunds and disputes, refuses what does not
 * fit Stripe's published request shapes, pays twice for no idempotency key, and signs its events. Money is whole won.
 */

export interface StripeServer {
  url: string;
  key: string;
  webhookSecret: string;
  /** What it would tell, in the order in which it happened; `deliver` sends each once, and forgets it. */
  events: StripeEvent[];
  deliver(to: string): Promise<void>;
  /** An event's body and its signature, made now or when it is said. */
  signed(event: StripeEvent, at?: Date): { body: string; signature: string };
  pay(checkoutId: string): void;
  expire(checkoutId: string): void;
  /** A transfer that was promised and never came. */
  fail(checkoutId: string): void;
  refund(paymentId: string, won: number): string;
  settleRefund(refundId: string, status: 'succeeded' | 'failed'): void;
  dispute(paymentId: string, won: number): string;
  settleDispute(disputeId: string, status: 'won' | 'lost'): void;
  /** Where each event goes by itself [nowhere: they are collected]. */
  tells: string | undefined;
  /** Whether new refunds wait for their bank [false: they succeed at once]. */
  refundsWait: boolean;
  /** The next so many calls are answered 500. */
  failNext: number;
  /** What was refused for its shape, or for a wrong version or key. */
  complaints: string[];
  /** What went out for a payment, in won. */
  paidBack(paymentId: string): number;
  close(): Promise<void>;
}

export interface StripeEvent {
  id: string;
  type: string;
  object: { id: string; object: string };
}

interface Checkout {
  id: string;
  url: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  amount_total: number;
  client_reference_id: string;
  success_url: string;
  payment: string;
}
interface Back {
  id: string;
  payment: string;
  amount: number;
  status: string;
  metadata: Record<string, string>;
}
interface Payment {
  id: string;
  status: 'requires_payment_method' | 'succeeded';
  amount: number;
  metadata: Record<string, string>;
}

/** Opens it on a free port of loopback. prices: won by price id. problemOf: what of a request does not fit [the published shapes]. */
export async function openStripeServer(
  prices: Record<string, number>,
  problemOf: (kind: RequestKind, form: FormValue) => string | undefined = readRequestShapes(),
): Promise<StripeServer> {
  const key = `sk_test_${randomBytes(12).toString('hex')}`;
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`;
  const [checkouts, payments, refunds, disputes] = [
    new Map<string, Checkout>(),
    new Map<string, Payment>(),
    new Map<string, Back>(),
    new Map<string, Back>(),
  ];
  const answers = new Map<string, { asked: string; answer: object }>();
  const id = (kind: string) => `${kind}_${randomBytes(10).toString('hex')}`;
  const intentOf = (payment: string) => {
    const { id: own, status, metadata } = payments.get(payment) ?? none(payment);
    return { id: own, object: 'payment_intent', status, metadata };
  };
  const tell = (type: string, object: StripeEvent['object']) => {
    server.events.push({ id: id('evt'), type, object });
    // After the answer to whoever asked for it, as events come.
    if (server.tells !== undefined) setTimeout(() => void server.deliver(server.tells ?? ''), 50);
  };

  const checkoutObject = (one: Checkout) => ({
    ...one,
    object: 'checkout.session',
    currency: 'krw',
    livemode: false,
    payment_intent: one.status === 'open' ? null : intentOf(one.payment),
  });
  const backObject = (one: Back, object: string) => ({
    ...one,
    object,
    currency: 'krw',
    payment_intent: intentOf(one.payment),
  });
  const backOf = (payment: string) =>
    [...refunds.values()]
      .filter((one) => one.payment === payment && one.status !== 'failed')
      .reduce((sum, one) => sum + one.amount, 0);

  const app = express();
  app.use(express.urlencoded({ extended: true }));
  app.use('/v1', (request, response, next) => {
    if (request.get('authorization') !== `Bearer ${key}`) return refuse(response, 401, 'a wrong key');
    if (request.get('stripe-version') !== '2026-10-28.endive')
      return refuse(response, 400, 'a wrong version');
    if (server.failNext > 0) {
      server.failNext--;
      return refuse(response, 500, 'as asked');
    }
    next();
  });
  const refuse = (response: Response, status: number, message: string) => {
    if (status < 500) server.complaints.push(message);
    const type = status < 500 ? 'invalid_request_error' : 'api_error';
    response.status(status).json({ error: { type, message } });
  };
  /** A call that fits its shape; one with a key that was seen is answered as then, one with other contents is refused. */
  const call = (
    kind: RequestKind,
    work: (form: Record<string, FormValue>, request: Request) => object | string,
  ) => {
    return (request: Request, response: Response): void => {
      const form = (request.method === 'GET' ? request.query : request.body) as Record<string, FormValue>;
      const problem = problemOf(kind, form);
      if (problem !== undefined) return refuse(response, 400, problem);
      const idempotencyKey = request.get('idempotency-key') ?? id('none');
      const asked = JSON.stringify(form);
      const before = answers.get(idempotencyKey);
      if (before && before.asked !== asked) return refuse(response, 400, 'a key with other contents');
      const answer = before?.answer ?? work(form, request);
      if (typeof answer === 'string') return refuse(response, 400, answer);
      answers.set(idempotencyKey, { asked, answer });
      response.json(answer);
    };
  };

  app.get(
    '/v1/prices/:id',
    call('retrievePrice', (_form, request) => {
      const won = prices[String(request.params['id'])];
      if (won === undefined) return 'no such price';
      return { id: request.params['id'], object: 'price', active: true, currency: 'krw', unit_amount: won };
    }),
  );
  app.post(
    '/v1/checkout/sessions',
    call('checkout', (form) => {
      const [item] = form['line_items'] as { price: string; quantity: string }[];
      const won = (prices[item?.price ?? ''] ?? Number.NaN) * Number(item?.quantity);
      if (!(won > 0)) return 'no such price';
      const lasts = Number(form['expires_at']) - Date.now() / 1000;
      if (lasts < 1800 || lasts > 86_400) return 'expires_at must be half an hour to a day from now';
      const intent = form['payment_intent_data'] as { metadata: Record<string, string> };
      const payment: Payment = {
        id: id('pi'),
        status: 'requires_payment_method',
        amount: won,
        metadata: intent.metadata,
      };
      payments.set(payment.id, payment);
      const checkout: Checkout = {
        id: id('cs_test'),
        url: '',
        status: 'open',
        payment_status: 'unpaid',
        amount_total: won,
        client_reference_id: form['client_reference_id'] as string,
        success_url: form['success_url'] as string,
        payment: payment.id,
      };
      checkout.url = `${server.url}/c/pay/${checkout.id}`;
      checkouts.set(checkout.id, checkout);
      return checkoutObject(checkout);
    }),
  );
  app.get(
    '/v1/checkout/sessions/:id',
    call('retrieveCheckout', (_form, request) => {
      const one = checkouts.get(String(request.params['id']));
      return one ? checkoutObject(one) : 'no such checkout';
    }),
  );
  app.post(
    '/v1/refunds',
    call('refund', (form) => {
      const payment = payments.get(form['payment_intent'] as string);
      const won = Number(form['amount']);
      if (payment?.status !== 'succeeded') return 'not paid';
      if (backOf(payment.id) + won > payment.amount) return 'more than is left of the charge';
      return backObject(addRefund(payment.id, won, form['metadata'] as Record<string, string>), 'refund');
    }),
  );
  const read = (kind: RequestKind, path: string, map: Map<string, Back>, object: string) =>
    app.get(
      path,
      call(kind, (_form, request) => {
        const one = map.get(String(request.params['id']));
        return one ? backObject(one, object) : `no such ${object}`;
      }),
    );
  read('retrieveRefund', '/v1/refunds/:id', refunds, 'refund');
  read('retrieveDispute', '/v1/disputes/:id', disputes, 'dispute');

  // The page where a person pays; browsers ask for its icon by themselves.
  app.get('/favicon.ico', (_request, response) => void response.status(204).end());
  app.get('/c/pay/:id', (request, response) => {
    const won = checkouts.get(request.params['id'])?.amount_total ?? 0;
    response.send(
      `<!doctype html><title>Checkout</title><h1>₩${won}</h1><form method="post"><button>Pay</button></form>`,
    );
  });
  app.post('/c/pay/:id', (request, response) => {
    server.pay(request.params['id']);
    response.redirect(303, checkouts.get(request.params['id'])?.success_url ?? '/');
  });

  function addRefund(payment: string, amount: number, metadata: Record<string, string>): Back {
    const status = server.refundsWait ? 'pending' : 'succeeded';
    const one: Back = { id: id('re'), payment, amount, status, metadata };
    refunds.set(one.id, one);
    tell('refund.created', { id: one.id, object: 'refund' });
    return one;
  }
  const settle = (map: Map<string, Back>, backId: string, status: string, type: string, object: string) => {
    const one = map.get(backId);
    if (!one) throw new Error(`no ${object} ${backId}`);
    one.status = status;
    tell(type, { id: backId, object });
  };
  const close = (checkoutId: string, change: Partial<Checkout>, type: string, isPaid = false) => {
    const one = checkouts.get(checkoutId);
    if (!one) throw new Error(`no checkout ${checkoutId}`);
    Object.assign(one, change);
    const payment = payments.get(one.payment);
    if (payment && isPaid) payment.status = 'succeeded';
    tell(type, { id: checkoutId, object: 'checkout.session' });
  };

  const listener = app.listen(0, '127.0.0.1');
  await new Promise((listening) => listener.once('listening', listening));
  const stripe = new Stripe(key);
  const server: StripeServer = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    key,
    webhookSecret,
    events: [],
    tells: undefined,
    refundsWait: false,
    failNext: 0,
    complaints: [],
    signed: (event, at = new Date()) => {
      const { id: eventId, type, object } = event;
      const body = JSON.stringify({ id: eventId, object: 'event', type, livemode: false, data: { object } });
      const timestamp = Math.floor(at.getTime() / 1000);
      const secret = webhookSecret;
      return {
        body,
        signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }),
      };
    },
    deliver: async (to) => {
      for (const event of server.events.splice(0)) {
        const { body, signature } = server.signed(event);
        const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
        const answer = await fetch(to, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`${event.type}: ${answer.status} ${await answer.text()}`);
      }
    },
    pay: (checkoutId) =>
      close(checkoutId, { status: 'complete', payment_status: 'paid' }, 'checkout.session.completed', true),
    expire: (checkoutId) => close(checkoutId, { status: 'expired' }, 'checkout.session.expired'),
    fail: (checkoutId) => close(checkoutId, { status: 'complete' }, 'checkout.session.async_payment_failed'),
    refund: (payment, won) => addRefund(payment, won, {}).id,
    settleRefund: (refundId, status) =>
      settle(refunds, refundId, status, status === 'failed' ? 'refund.failed' : 'refund.updated', 'refund'),
    dispute: (payment, won) => {
      const one: Back = { id: id('du'), payment, amount: won, status: 'needs_response', metadata: {} };
      disputes.set(one.id, one);
      tell('charge.dispute.created', { id: one.id, object: 'dispute' });
      return one.id;
    },
    settleDispute: (disputeId, status) =>
      settle(disputes, disputeId, status, 'charge.dispute.closed', 'dispute'),
    paidBack: backOf,
    close: async () => {
      listener.closeAllConnections();
      await new Promise((closed) => listener.close(closed));
    },
  };
  return server;
}

const none = (id: string): Payment => ({ id, status: 'requires_payment_method', amount: 0, metadata: {} });
