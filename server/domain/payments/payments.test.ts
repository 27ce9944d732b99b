import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { Payments } from '../../bridge/payments/port';
import { PaymentTrouble, UntrustedEvent } from '../../contract/payment-trouble';
import { makeStripe } from '../../bridge/payments/stripe';
import {
  openStripeServer,
  type StripeEvent,
  type StripeServer,
} from '../../bridge/payments/testing/stripe-server';
import type { ClassServices } from '../../class-services';
import { vatIn } from '../../contract/payments';
import { makeTryLimit } from '../../http/rate-limits';
import type { PaymentServices } from '../../payment-services';
import { grantClassHours } from '../classes/grant-class-hours';
import { makeClassServices } from '../classes/make-class-services';
import { makePerson } from '../ledger/people.fixture';
import { applyReturn } from './apply-return';
import { makePaymentServices } from './make-payment-services';
import { isAdult } from './payment-policy';
import { lookAtPurchase, sendRefund } from './payment-work';
import { takeEvent } from './take-event';

const hour = 3_600_000;
const won = { price_ten: 11_000, price_hundred: 100_001 };

let test: TestDb;
let db: Db;
let stripe: StripeServer;
let payments: Payments;
let services: PaymentServices;
let classes: ClassServices;
let teacher: Actor;
let sponsor: Actor;
/** The outbox: what was put in with a transaction that went through. */
const tasks: { name: string; id: string }[] = [];

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  stripe = await openStripeServer(won);
  payments = makeStripe({
    key: stripe.key,
    webhookSecrets: ['whsec_old', stripe.webhookSecret],
    url: stripe.url,
  });
  services = makePaymentServices(deps());
  classes = makeClassServices({
    db,
    triesByPerson: makeTryLimit({ points: 1000, duration: 900 }),
    triesByAll: makeTryLimit({ points: 1000, duration: 60 }),
  });
  teacher = await person({ roles: ['teacher'], level: 'teacher', name: '은우' });
  sponsor = await person({ roles: ['sponsor'], level: 'none', name: '한빛재단' });
});
afterAll(async () => {
  await stripe.close();
  await test.close();
});

const deps = () => ({
  db,
  payments,
  url: 'http://localhost:3000',
  addTask: async (_trx: unknown, name: string, { id }: { id: string }) => void tasks.push({ name, id }),
  settings: {
    packs: [
      { name: '10', milliGpuSeconds: 10 * hour, priceId: 'price_ten' },
      { name: '100', milliGpuSeconds: 100 * hour, priceId: 'price_hundred' },
      { name: '7', milliGpuSeconds: 7 * hour, priceId: 'price_gone' },
    ].slice(0, 2),
    vatPercent: 10,
    seller: '모두 주식회사',
  },
});

const person = async (who: Parameters<typeof makePerson>[1], born = '1985-02'): Promise<Actor> => {
  const actor = await makePerson(db, who);
  await db.updateTable('people').set({ birth_year_month: born }).where('id', '=', actor.personId).execute();
  return { ...actor, via: { kind: 'session', sessionId: newId() } };
};

const dayOn = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const makeClass = (name = '2-3') =>
  classes.create(teacher, {
    name,
    schoolName: '한강고',
    subject: '',
    size: 30,
    startsOn: dayOn(-1),
    endsOn: dayOn(60),
    joining: 'automatic',
  });

const take = (event: StripeEvent, at?: Date) => {
  const { body, signature } = stripe.signed(event, at);
  return takeEvent(deps(), Buffer.from(body), signature);
};
const takeAll = async () => {
  for (const event of stripe.events.splice(0)) await take(event);
};
/** As the outbox runs its tasks. */
async function work(name: string): Promise<void> {
  for (const task of tasks.splice(0).filter((one) => one.name === name))
    await (name === 'send-refund' ? sendRefund : lookAtPurchase)(deps(), task.id);
}

const checkoutOf = async (purchaseId: string) =>
  (await db.selectFrom('purchases').selectAll().where('id', '=', purchaseId).executeTakeFirstOrThrow())
    .checkout_id!;
const paymentOf = async (purchaseId: string) =>
  (await db.selectFrom('purchases').selectAll().where('id', '=', purchaseId).executeTakeFirstOrThrow())
    .payment_id!;

async function buy(classId: string, pack = '10', buyer = teacher): Promise<string> {
  const { purchaseId } = await services.start(buyer, { classId, pack, message: '' }, newId());
  stripe.pay(await checkoutOf(purchaseId));
  await takeAll();
  return purchaseId;
}
const hoursOf = async (classId: string) =>
  (await classes.get(teacher, classId)).hours.grantedMilliGpuSeconds / hour;

describe('who may pay', () => {
  it('is a grown-up teacher or sponsor who is no student, at the page itself', async () => {
    const refused = await Promise.all([
      person({ roles: ['student'], level: 'none', name: 'a' }),
      person({ roles: ['teacher'], level: 'graduate', name: 'b' }),
      person({ roles: ['student', 'sponsor'], level: 'high', name: 'c' }),
      person({ roles: ['teacher'], level: 'teacher', name: 'd' }, '2010-01'),
      person({ roles: ['administrator'], level: 'none', name: 'e' }),
    ]);
    const classId = await makeClass();
    const byToken: Actor = { ...teacher, via: { kind: 'token', tokenId: 't' } };
    for (const actor of [...refused, byToken]) {
      const draft = { classId, pack: '10', message: '' };
      await expect(services.start(actor, draft, newId())).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(services.offers(actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(services.list(actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(services.giveBack(actor, newId(), 1, newId())).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    expect(stripe.events).toEqual([]);
  });

  it.each([
    ['2007-11', '2026-12-31', true],
    ['2007-12', '2026-12-31', false],
    ['2007-11', '2026-11-30T14:59:59Z', false],
    ['2007-11', '2026-11-30T15:00:00Z', true],
    ['', '2026-11-30', false],
  ])('born %s, on %s: %s', (born, on, wanted) => expect(isAdult(born, new Date(on))).toBe(wanted));

  it('a sponsor finds classes that look for one, and no others', async () => {
    const [open, closed] = [await makeClass('찾는 반'), await makeClass('안 찾는 반')];
    await services.seekSponsors(teacher, open, true);
    await expect(services.seekSponsors(sponsor, closed, true)).rejects.toMatchObject({ code: 'not-found' });
    const { classes: found, packs } = await services.offers(sponsor);
    expect(found.map(({ id }) => id)).toEqual([open]);
    expect(packs).toEqual([
      { name: '10', milliGpuSeconds: 10 * hour, won: 11_000 },
      { name: '100', milliGpuSeconds: 100 * hour, won: 100_001 },
    ]);
    const draft = { classId: closed, pack: '10', message: '' };
    await expect(services.start(sponsor, draft, newId())).rejects.toMatchObject({ code: 'not-found' });
    await services.seekSponsors(teacher, open, false);
    expect((await services.offers(sponsor)).classes).toEqual([]);
  });
});

describe('a purchase', () => {
  it('is nothing before it is paid; then its hours are the class’s, once', async () => {
    const classId = await makeClass();
    const key = newId();
    const draft = { classId, pack: '10', message: '  즐겁게 배우세요  ' };
    const first = await services.start(teacher, draft, key);
    expect(await services.start(teacher, draft, key)).toEqual(first);
    await expect(services.start(teacher, { ...draft, pack: '100' }, key)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    await takeAll();
    expect(await hoursOf(classId)).toBe(0);
    stripe.pay(await checkoutOf(first.purchaseId));
    const [event] = stripe.events.splice(0);
    for (let time = 0; time < 5; time++) await take(event!);
    expect(await hoursOf(classId)).toBe(10);
    expect(await services.get(teacher, first.purchaseId)).toMatchObject({
      state: 'paid',
      won: 11_000,
      vatWon: 1_000,
      message: '즐겁게 배우세요',
      returnableMilliGpuSeconds: 10 * hour,
      seller: '모두 주식회사',
    });
    await expect(services.start(teacher, draft, key)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(services.get(sponsor, first.purchaseId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await services.ofClass(teacher, classId)).gifts).toMatchObject([
      { name: '은우', message: '즐겁게 배우세요' },
    ]);
    await expect(services.ofClass(sponsor, classId)).rejects.toMatchObject({ code: 'not-found' });
    expect(stripe.complaints).toEqual([]);
  });

  it('that expires or fails gives nothing; one that nobody told of is looked at', async () => {
    const classId = await makeClass();
    const start = async () =>
      (await services.start(teacher, { classId, pack: '10', message: '' }, newId())).purchaseId;
    const [expired, failed, untold] = [await start(), await start(), await start()];
    stripe.expire(await checkoutOf(expired));
    stripe.fail(await checkoutOf(failed));
    await takeAll();
    expect((await services.get(teacher, expired)).state).toBe('expired');
    expect((await services.get(teacher, failed)).state).toBe('failed');
    stripe.pay(await checkoutOf(untold));
    stripe.events.splice(0);
    await work('look-at-purchase');
    expect((await services.get(teacher, untold)).state).toBe('paid');
    expect(await hoursOf(classId)).toBe(10);
  });

  it.each([
    ['a pack that is not sold', { pack: '11' }, 'pack'],
    ['a message that is too long', { message: '가'.repeat(201) }, 'message'],
    ['a message of two lines', { message: 'a\nb' }, 'message'],
  ])('with %s is refused at its field', async (_what, wrong, field) => {
    const draft = { classId: await makeClass(), pack: '10', message: '', ...wrong };
    await expect(services.start(teacher, draft, newId())).rejects.toMatchObject({
      fields: { [field]: 'invalid-input' },
    });
  });

  it('while the provider is away says so, and the same press goes through later', async () => {
    const classId = await makeClass();
    const [draft, key] = [{ classId, pack: '10', message: '' }, newId()];
    stripe.failNext = 3;
    await expect(services.start(teacher, draft, key)).rejects.toMatchObject({ code: 'payments-down' });
    stripe.failNext = 0;
    expect((await services.start(teacher, draft, key)).checkoutUrl).toContain('/c/pay/');
  });

  it('goes back by a refund alone: giving hours back takes those that were granted', async () => {
    const classId = await makeClass();
    await buy(classId, '10');
    await expect(classes.returnHours(teacher, classId, { amount: 1, key: 'a' })).rejects.toMatchObject({
      code: 'not-enough-hours',
      details: { freeMilliGpuSeconds: 0 },
    });
    await db
      .transaction()
      .execute((trx) => grantClassHours(trx, { classId, amount: BigInt(3 * hour), source: newId() }));
    await classes.returnHours(teacher, classId, { amount: 3 * hour, key: 'a' });
    expect(await hoursOf(classId)).toBe(10);
  });

  it('for a class that has ended meanwhile is paid back whole', async () => {
    const classId = await makeClass();
    const { purchaseId } = await services.start(teacher, { classId, pack: '10', message: '' }, newId());
    await classes.end(teacher, classId);
    stripe.pay(await checkoutOf(purchaseId));
    await takeAll();
    await work('send-refund');
    await takeAll();
    expect(stripe.paidBack(await paymentOf(purchaseId))).toBe(11_000);
    expect(await services.get(teacher, purchaseId)).toMatchObject({
      refunds: [{ won: 11_000, milliGpuSeconds: 0, state: 'done' }],
      returnableMilliGpuSeconds: 0,
    });
  });

  it('is off without a provider', async () => {
    const off = makePaymentServices({ ...deps(), payments: undefined });
    expect(await off.offers(teacher)).toMatchObject({ isOn: false, packs: [] });
    const draft = { classId: await makeClass(), pack: '10', message: '' };
    await expect(off.start(teacher, draft, newId())).rejects.toMatchObject({ code: 'payments-off' });
  });
});

describe('unused hours', () => {
  it('go back for their part of the price, and no won more than was paid', async () => {
    const classId = await makeClass();
    const id = await buy(classId, '100');
    const key = newId();
    for (let time = 0; time < 2; time++) await services.giveBack(teacher, id, 33 * hour, key);
    expect(await hoursOf(classId)).toBe(67);
    await services.giveBack(teacher, id, 33 * hour, newId());
    await services.giveBack(teacher, id, 34 * hour, newId());
    await work('send-refund');
    await takeAll();
    const view = await services.get(teacher, id);
    expect(view.refunds.map((refund) => [refund.won, refund.state])).toEqual([
      [33_000, 'done'],
      [33_000, 'done'],
      [34_001, 'done'],
    ]);
    expect(stripe.paidBack(await paymentOf(id))).toBe(100_001);
    await expect(services.giveBack(teacher, id, 1, newId())).rejects.toMatchObject({
      code: 'not-enough-hours',
      details: { freeMilliGpuSeconds: 0 },
    });
  });

  it('that are held are not unused', async () => {
    const classId = await makeClass();
    const id = await buy(classId);
    const row = await db
      .selectFrom('classes')
      .selectAll()
      .where('id', '=', classId)
      .executeTakeFirstOrThrow();
    const launchId = newId();
    await db.transaction().execute((trx) =>
      reserveHours(trx, {
        transferId: launchId,
        ledgerAccountId: row.pool_account_id!,
        amount: BigInt(4 * hour),
        launchId,
      }),
    );
    await expect(services.giveBack(teacher, id, 7 * hour, newId())).rejects.toMatchObject({
      details: { neededMilliGpuSeconds: 7 * hour, freeMilliGpuSeconds: 6 * hour },
    });
    expect(await hoursOf(classId)).toBe(10);
    // A bank that takes the money back takes what is free, and never below what is held.
    const dispute = stripe.dispute(await paymentOf(id), 11_000);
    await takeAll();
    expect(await hoursOf(classId)).toBe(4);
    stripe.settleDispute(dispute, 'won');
    await takeAll();
    expect(await hoursOf(classId)).toBe(10);
    await db
      .transaction()
      .execute((trx) => sql`delete from ledger_transfers where id = ${launchId}`.execute(trx))
      .catch(() => undefined);
  });

  it('come back when the provider refuses, or the bank', async () => {
    const classId = await makeClass();
    const id = await buy(classId);
    // All of it was paid back at the provider meanwhile: ours is refused there.
    await services.giveBack(teacher, id, 5 * hour, newId());
    stripe.refund(await paymentOf(id), 11_000);
    await work('send-refund');
    expect((await services.get(teacher, id)).refunds).toMatchObject([{ state: 'failed' }]);
    expect(await hoursOf(classId)).toBe(10);
    await takeAll();
    expect(await hoursOf(classId)).toBe(0);

    stripe.refundsWait = true;
    const second = await buy(classId);
    await services.giveBack(teacher, second, 2 * hour, newId());
    await work('send-refund');
    expect((await services.get(teacher, second)).refunds).toMatchObject([{ state: 'sent' }]);
    const row = await db
      .selectFrom('refunds')
      .selectAll()
      .where('purchase_id', '=', second)
      .executeTakeFirstOrThrow();
    stripe.settleRefund(row.provider_id!, 'failed');
    await takeAll();
    stripe.refundsWait = false;
    expect(await hoursOf(classId)).toBe(10);
  });
});

it('what failed stays failed, whatever older word comes late', async () => {
  const classId = await makeClass();
  const id = await buy(classId);
  const refundId = stripe.refund(await paymentOf(id), 5_500);
  const facts = await payments.readReturn('refund', refundId);
  const say = (state: typeof facts.state) =>
    db.transaction().execute((trx) => applyReturn(trx, { ...facts, state }));
  await say('sent');
  expect(await hoursOf(classId)).toBe(5);
  for (const state of ['failed', 'sent', 'done', 'failed'] as const) {
    await say(state);
    expect(await hoursOf(classId)).toBe(10);
    expect((await services.get(teacher, id)).refunds).toMatchObject([{ state: 'failed' }]);
  }
});

describe('an event', () => {
  it('counts only with our secret, our bytes and now', async () => {
    const event = {
      id: 'evt_x',
      type: 'checkout.session.completed',
      object: { id: 'cs', object: 'checkout.session' },
    };
    const { body, signature } = stripe.signed(event);
    const refused: [string, string][] = [
      [body, ''],
      [body, 't=1,v1=00'],
      [body.replace('evt_x', 'evt_y'), signature],
      ['{}', signature],
    ];
    for (const [bytes, sign] of refused)
      await expect(takeEvent(deps(), Buffer.from(bytes), sign)).rejects.toThrow(UntrustedEvent);
    await expect(take(event, new Date(Date.now() - 301_000))).rejects.toThrow(UntrustedEvent);
    const live = Buffer.from(body.replace('"livemode":false', '"livemode":true'));
    await expect(takeEvent(deps(), live, signature)).rejects.toThrow(UntrustedEvent);
    // Signed, and about something that the provider does not know: it comes again.
    await expect(take(event)).rejects.toThrow(PaymentTrouble);
  });

  it('has its effect once, in any order, also when every tenth transaction breaks: 1,000 of them', async () => {
    const random = makeRandom(20_261_128);
    const classId = await makeClass('천 가지');
    const events: StripeEvent[] = [];
    let oracle = 0n;
    for (let index = 0; index < 300; index++) {
      const { purchaseId } = await services.start(teacher, { classId, pack: '10', message: '' }, newId());
      const checkout = await checkoutOf(purchaseId);
      if (random() < 0.2) {
        (random() < 0.5 ? stripe.expire : stripe.fail)(checkout);
        continue;
      }
      stripe.pay(checkout);
      oracle += 10n;
      const paymentId = (await payments.readCheckout(checkout)).paymentId!;
      const chance = random();
      stripe.refundsWait = true;
      if (chance < 0.5) {
        const refund = stripe.refund(paymentId, 1_100);
        if (random() < 0.5) stripe.settleRefund(refund, 'succeeded');
        const isFailed = random() < 0.3;
        if (isFailed) stripe.settleRefund(refund, 'failed');
        if (!isFailed) oracle -= 1n;
      }
      if (chance > 0.3) {
        const dispute = stripe.dispute(paymentId, 2_200);
        const isWon = random() < 0.5;
        stripe.settleDispute(dispute, isWon ? 'won' : 'lost');
        if (!isWon) oracle -= 2n;
      }
      stripe.refundsWait = false;
    }
    events.push(...stripe.events.splice(0));
    expect(events.length).toBeGreaterThan(700);
    // Each comes one to five times, in any order; 1,000 and more in all.
    const arrivals = events
      .flatMap((event) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => event))
      .map((event) => ({ event, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ event }) => event);
    expect(arrivals.length).toBeGreaterThan(1_000);
    await breakEveryTenth(true);
    let broken = 0;
    const waiting = [...arrivals];
    while (waiting.length > 0) {
      const some = waiting.splice(0, 8);
      const answers = await Promise.allSettled(some.map((event) => take(event)));
      answers.forEach((answer, index) => {
        if (answer.status === 'fulfilled') return;
        broken++;
        waiting.push(some[index]!);
      });
    }
    await breakEveryTenth(false);
    expect(broken).toBeGreaterThan(50);
    expect(BigInt(await hoursOf(classId))).toBe(oracle);
    const pool = (await classes.get(teacher, classId)).pool.grantedMilliGpuSeconds / hour;
    expect(BigInt(pool)).toBe(oracle);
    const { rows: twice } = await sql`select subject_id from audit_log where action = 'payment.paid'
      group by subject_id having count(*) > 1`.execute(db);
    expect(twice).toEqual([]);
  });
});

it('the ledger adds up at the end, and the log has a line for each act', async () => {
  const { problems } = await checkLedger(db);
  expect(problems.filter((problem) => problem.rule !== 'every hold belongs to a launch')).toEqual([]);
  const rows = await db.selectFrom('audit_log').select('action').distinct().execute();
  const actions = rows.map((row) => row.action);
  for (const action of ['payment.started', 'payment.paid', 'payment.refund-asked', 'class.sponsors-sought'])
    expect(actions).toContain(action);
});

it.each([
  [11_000n, 10, 1_000n],
  [100_001n, 10, 9_091n],
  [5n, 0, 0n],
])('of %s won with %s per cent, %s are VAT', (price, percent, vat) =>
  expect(vatIn(price, percent)).toBe(vat),
);

/** A crash at the last moment: the commit of every tenth transaction that notes an event fails, at random. */
async function breakEveryTenth(isOn: boolean): Promise<void> {
  if (!isOn) return void (await sql`drop trigger breaks on payment_events`.execute(db));
  await sql`create or replace function breaks() returns trigger language plpgsql as
    $$ begin if random() < 0.1 then raise exception 'broken'; end if; return null; end $$`.execute(db);
  await sql`create constraint trigger breaks after insert on payment_events deferrable initially deferred
    for each row execute function breaks()`.execute(db);
}

/** mulberry32 */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
