import Stripe from 'stripe';
import type { CheckoutFacts, PaymentEvent, Payments, ReturnFacts } from './port';
import { PaymentTrouble, UntrustedEvent } from '../../contract/payment-trouble';

export interface StripeOptions {
  /** sk_… or rk_… */
  key: string;
  /** One, or two while they are changed. */
  webhookSecrets: readonly string[];
  /** Another server that speaks as Stripe does; for tests. */
  url: string | undefined;
}

/** What we read was written for this version; a newer package does not compile before somebody has looked. @see Stripe's changelog */
const apiVersion = '2026-10-28.endive';
/** An event that is older was not sent now. @see Stripe, "Verify webhook signatures" */
const toleranceSeconds = 300;

/** Payments by Stripe Checkout. Opens nothing before its first use. */
export function makeStripe({ key, webhookSecrets, url }: StripeOptions): Payments {
  const at = url === undefined ? undefined : new URL(url);
  const stripe = new Stripe(key, {
    apiVersion,
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(at && { host: at.hostname, port: at.port, protocol: at.protocol === 'https:' ? 'https' : 'http' }),
  });
  const isLive = /^[sr]k_live_/.test(key);
  return {
    priceOf: (priceId) =>
      asked(async () => {
        const price = await stripe.prices.retrieve(priceId);
        if (price.currency !== 'krw' || price.unit_amount === null || !price.active)
          throw new PaymentTrouble(`the price ${priceId} is not an active one in won`, true);
        return price.unit_amount;
      }),
    openCheckout: (order) =>
      asked(async () => {
        const marks = { purchase: order.purchaseId };
        const session = await stripe.checkout.sessions.create(
          {
            mode: 'payment',
            client_reference_id: order.purchaseId,
            line_items: [{ price: order.priceId, quantity: 1 }],
            customer_email: order.email,
            locale: order.locale,
            success_url: order.returnUrl,
            cancel_url: order.returnUrl,
            expires_at: Math.floor(order.expiresAt.getTime() / 1000),
            invoice_creation: { enabled: true },
            metadata: marks,
            payment_intent_data: { metadata: marks },
          },
          { idempotencyKey: `checkout-${order.purchaseId}` },
        );
        if (session.url === null) throw new PaymentTrouble('a checkout without an address', true);
        return { checkoutId: session.id, url: session.url };
      }),
    readCheckout: (checkoutId) =>
      asked(async () => {
        const session = await stripe.checkout.sessions.retrieve(checkoutId, { expand: ['payment_intent'] });
        return checkoutFacts(session, isLive);
      }),
    payBack: ({ id, paymentId, won }) =>
      asked(async () =>
        refundFacts(
          await stripe.refunds.create(
            {
              payment_intent: paymentId,
              amount: Number(won),
              reason: 'requested_by_customer',
              metadata: { refund: id },
              expand: ['payment_intent'],
            },
            { idempotencyKey: `refund-${id}` },
          ),
        ),
      ),
    readReturn: (kind, providerId) =>
      asked(async () => {
        const expand = ['payment_intent'];
        if (kind === 'refund') return refundFacts(await stripe.refunds.retrieve(providerId, { expand }));
        return disputeFacts(await stripe.disputes.retrieve(providerId, { expand }));
      }),
    readEvent: (body, signature) => {
      const event = verified(stripe, body, signature, webhookSecrets);
      if (event.livemode !== isLive) throw new UntrustedEvent('an event of the other mode');
      return eventOf(event);
    },
  };
}

/** The provider's errors as ours: what it will always refuse, and what may go through later. */
async function asked<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PaymentTrouble) throw error;
    const isFinal = error instanceof Stripe.errors.StripeInvalidRequestError;
    // Its message may name what was sent; the code does not.
    const code =
      error instanceof Stripe.errors.StripeError ? `${error.type} ${error.code ?? ''}` : 'no answer';
    throw new PaymentTrouble(`the payment provider: ${code.trim()}`, isFinal, error);
  }
}

function verified(stripe: Stripe, body: Buffer, signature: string, secrets: readonly string[]): Stripe.Event {
  for (const secret of secrets) {
    try {
      return stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
        throw new UntrustedEvent('no event');
    }
  }
  throw new UntrustedEvent('an event that is not signed by one of our secrets, or too old');
}

function eventOf({ id, type: name, data }: Stripe.Event): PaymentEvent | undefined {
  const providerId = (data.object as { id?: unknown }).id;
  if (typeof providerId !== 'string') return undefined;
  if (name.startsWith('checkout.session.')) return { id, name, about: 'checkout', checkoutId: providerId };
  if (name.startsWith('refund.')) return { id, name, about: 'refund', providerId };
  if (name.startsWith('charge.dispute.')) return { id, name, about: 'dispute', providerId };
  return undefined;
}

function checkoutFacts(session: Stripe.Checkout.Session, isLive: boolean): CheckoutFacts {
  const { payment_status, status } = session;
  const isPaid = status === 'complete' && payment_status === 'paid' && session.livemode === isLive;
  const unpaid = status === 'expired' ? 'expired' : hasFailed(session) ? 'failed' : 'open';
  return {
    purchaseId: session.client_reference_id ?? '',
    state: isPaid ? 'paid' : unpaid,
    won: session.currency === 'krw' ? (session.amount_total ?? 0) : 0,
    paymentId: idOf(session.payment_intent),
  };
}

/** A transfer that was promised and did not come leaves a whole checkout behind, unpaid for good. */
const hasFailed = ({ status, payment_intent: intent }: Stripe.Checkout.Session): boolean =>
  status === 'complete' && typeof intent === 'object' && intent?.status === 'requires_payment_method';

function refundFacts(refund: Stripe.Refund): ReturnFacts {
  const { status } = refund;
  return {
    kind: 'refund',
    providerId: refund.id,
    purchaseId: purchaseOf(refund.payment_intent),
    refundId: refund.metadata?.['refund'],
    won: refund.amount,
    state: status === 'succeeded' ? 'done' : status === 'failed' || status === 'canceled' ? 'failed' : 'sent',
  };
}

/** `won` is ours: the payment stands. @see Stripe, "Dispute object", status */
function disputeFacts(dispute: Stripe.Dispute): ReturnFacts {
  const isOurs = dispute.status === 'won' || dispute.status === 'warning_closed';
  return {
    kind: 'dispute',
    providerId: dispute.id,
    purchaseId: purchaseOf(dispute.payment_intent),
    refundId: undefined,
    won: dispute.amount,
    state: isOurs ? 'failed' : dispute.status === 'lost' ? 'done' : 'sent',
  };
}

const purchaseOf = (intent: Stripe.PaymentIntent | string | null): string =>
  (typeof intent === 'object' ? intent?.metadata['purchase'] : undefined) ?? '';
const idOf = (thing: { id: string } | string | null): string | undefined =>
  typeof thing === 'string' ? thing : thing?.id;
