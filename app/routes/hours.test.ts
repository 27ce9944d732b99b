import { expect, it } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { AllocationServices, ReturnAsked } from '#server/hours-services';
import type { Services } from '#server/services';
import { action } from './hours';

type Args = Parameters<typeof action>[0];

const key = '01900000-0000-4000-8000-000000000000';

/** What Remix hands to the action, with hand-made services; gives its answer and what the service was asked. */
async function post(form: Record<string, string>, error?: AppError) {
  const asked: [string, ReturnAsked][] = [];
  const allocations: Partial<AllocationServices> = {
    returnHours: async (_actor, id, what) => {
      asked.push([id, what]);
      if (error) throw error;
    },
  };
  const request = new Request('http://localhost/hours', { method: 'POST', body: new URLSearchParams(form) });
  const services = { allocations } as unknown as Services;
  const context = { services, actor: { personId: 'p', roles: ['student'] }, requestId: 't' };
  const answer: unknown = await action({ request, params: {}, context } as unknown as Args);
  return { answer, asked };
}

it('hands over GPU-hours in ledger units with the key of the form', async () => {
  const { answer, asked } = await post({ intent: 'return', allocation: 'a1', hours: '7.5', key });
  expect(asked).toEqual([['a1', { amount: 27_000_000, key }]]);
  expect(answer).toEqual({ ok: true, intent: 'return', key });
});

it('ends the whole whatever stands in the field of hours', async () => {
  const { asked } = await post({ intent: 'end', allocation: 'a1', hours: '3', key });
  expect(asked).toEqual([['a1', { amount: 'all', key }]]);
});

it('keeps what was typed, and says how much there is, when it is too much', async () => {
  const refused = new AppError('not-enough-hours', { details: { freeMilliGpuSeconds: 5 } });
  const { answer } = await post({ intent: 'return', allocation: 'a1', hours: '21', key }, refused);
  expect(answer).toMatchObject({
    data: {
      ok: false,
      values: { hours: '21' },
      error: { code: 'not-enough-hours', details: { freeMilliGpuSeconds: 5 } },
    },
    init: { status: 409 },
  });
});
