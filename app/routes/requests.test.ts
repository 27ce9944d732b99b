import { describe, expect, it } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { RequestDraft, RequestServices } from '#server/hours-services';
import type { Services } from '#server/services';
import { action as decide } from './review.$requestId';
import { action as create } from './requests.new';

type Args = Parameters<typeof create>[0];
type Decision = Parameters<RequestServices['decide']>[2];

/** What Remix hands to an action, with hand-made services and a person of these roles. */
function args(requests: Partial<RequestServices>, form: [string, string][], roles = ['student']): Args {
  const request = new Request('http://localhost/x', { method: 'POST', body: new URLSearchParams(form) });
  const services = { requests } as unknown as Services;
  const actor = { personId: 'p', roles };
  return {
    request,
    params: { requestId: 'r1' },
    context: { services, actor, requestId: 't' },
  } as unknown as Args;
}

const answerOf = (answer: unknown) => (answer as { data: { errors: unknown; values: unknown } }).data;

describe('asking for hours', () => {
  const form = (hours: string): [string, string][] => [
    ['title', 'T'],
    ['purpose', 'P'],
    ['hours', hours],
    ['startsOn', '2026-12-01'],
    ['endsOn', '2026-12-31'],
    ['clusters[]', 'hangang'],
  ];

  it('hands over GPU-hours in ledger units and goes to the request', async () => {
    const drafts: RequestDraft[] = [];
    const requests = {
      create: async (_actor: unknown, draft: RequestDraft) => (drafts.push(draft), { id: 'r1' }),
    };
    const answer = await create(args(requests as never, form('1.5')));
    expect(drafts).toEqual([
      {
        programme: 'research',
        adviserEmail: '',
        title: 'T',
        purpose: 'P',
        askedMilliGpuSeconds: 5_400_000,
        clusters: ['hangang'],
        startsOn: '2026-12-01',
        endsOn: '2026-12-31',
      },
    ]);
    expect((answer as Response).headers.get('Location')).toBe('/requests/r1');
  });

  it('keeps what was typed and says which fields are wrong', async () => {
    const refuse = async (_actor: unknown, draft: RequestDraft) => {
      expect(draft.askedMilliGpuSeconds).toBe(0);
      throw new AppError('invalid-input', { fields: { askedMilliGpuSeconds: 'invalid-input' } });
    };
    const answer = answerOf(await create(args({ create: refuse as never }, form('many'))));
    expect(answer.errors).toEqual({ askedMilliGpuSeconds: 'invalid-input' });
    expect(answer.values).toMatchObject({ hours: 'many', title: 'T', clusters: ['hangang'] });
  });
});

describe('deciding', () => {
  const decided = async (form: [string, string][]) => {
    const calls: unknown[] = [];
    const requests = {
      decide: async (_actor: unknown, id: string, decision: Decision) => calls.push([id, decision]),
      askBack: async (_actor: unknown, id: string, body: string, version: number) =>
        calls.push([id, body, version]),
    };
    const answer = await decide(
      args(
        requests as never,
        [['intent', 'decide'], ['version', '3'], ['asked', '7200000'], ...form],
        ['reviewer'],
      ),
    );
    return { calls, answer };
  };

  it.each<[string, [string, string][], unknown]>([
    ['all', [['words', '']], { amountMilliGpuSeconds: 7_200_000, reason: '', version: 3 }],
    [
      'part',
      [
        ['amount', '0.5'],
        ['words', 'w'],
      ],
      { amountMilliGpuSeconds: 1_800_000, reason: 'w', version: 3 },
    ],
    [
      'part',
      [
        ['amount', 'half'],
        ['words', 'w'],
      ],
      { amountMilliGpuSeconds: 0, reason: 'w', version: 3 },
    ],
    ['decline', [['words', 'w']], { amountMilliGpuSeconds: undefined, reason: 'w', version: 3 }],
  ])('%s with %j', async (choice, form, decision) => {
    const { calls } = await decided([['choice', choice], ...form]);
    expect(calls).toEqual([['r1', decision]]);
  });

  it('asks back', async () => {
    const { calls, answer } = await decided([
      ['choice', 'ask'],
      ['words', 'why?'],
    ]);
    expect(calls).toEqual([['r1', 'why?', 3]]);
    expect(answer).toEqual({ ok: true, done: 'asked' });
  });

  it('wants a choice, and a reviewer', async () => {
    const { calls, answer } = await decided([['words', 'w']]);
    expect(calls).toEqual([]);
    expect(answerOf(answer).errors).toEqual({ choice: 'invalid-input' });
    const stranger = decide(
      args(
        {},
        [
          ['intent', 'decide'],
          ['choice', 'all'],
        ],
        ['student', 'teacher', 'operator'],
      ),
    );
    await expect(stranger).rejects.toMatchObject({ status: 403 });
  });
});
