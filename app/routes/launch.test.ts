import { describe, expect, it } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { LaunchDraftInput } from '#server/contract/launch-draft';
import type { LaunchQuote, LaunchServices, TemplateView } from '#server/launch-services';
import type { Services } from '#server/services';
import { action as fromTemplate, loader as templatePage } from './launch.$template';
import { action as create, loader as newPage } from './launch.new';
import { action as askQuote } from './launch.quote';

type Args = Parameters<typeof create>[0];

const quote: LaunchQuote = {
  problems: [],
  costMilliGpuSeconds: 750_000,
  freeMilliGpuSeconds: 3_600_000,
  freeAfterMilliGpuSeconds: 2_850_000,
  rateMilli: 1000,
  tasks: 1,
  cluster: 'hangang',
  partition: 'gpu',
  allocationId: undefined,
  submittedScript: '#!/bin/sh\n',
  overridden: [],
  places: [],
  reservations: [],
};
const template: TemplateView = {
  name: 'hello-gpu',
  titleKo: '인사',
  titleEn: 'Hello',
  aboutKo: '',
  aboutEn: '',
  draft: { name: '인사', script: 'echo hi\n', gpus: 1, cores: 1, walltimeSeconds: 120 },
};
const launchId = '01JD0000000000000000000000';

/** What Remix hands over, with hand-made services; what they were asked is in `asked`. */
function ground(
  submit: (draft: LaunchDraftInput, key: string) => Promise<{ id: string }> = async () => ({ id: launchId }),
) {
  const asked: unknown[] = [];
  const launches: Partial<LaunchServices> = {
    submit: (async (_actor: unknown, draft: LaunchDraftInput, key: string) => {
      asked.push({ draft, key });
      return submit(draft, key);
    }) as never,
    quote: (async (_actor: unknown, draft: unknown) => (asked.push({ quoted: draft }), quote)) as never,
    draftOf: (async (_actor: unknown, id: string) => {
      if (id !== launchId) throw new AppError('not-found');
      return { cluster: 'nuri', partition: 'gpu', kind: 'batch', ...template.draft, template: 'hello-gpu' };
    }) as never,
  };
  const services = {
    launches,
    clusters: { list: async () => [{ name: 'hangang', titleKo: '한강', titleEn: 'Hangang' }] },
    allocations: {
      list: async () => [
        { id: 'a', isCurrent: true },
        { id: 'old', isCurrent: false },
      ],
    },
    templates: { get: (name: string) => (name === template.name ? template : undefined) },
  } as unknown as Services;
  const args = (
    path: string,
    form?: Record<string, string>,
    actor: unknown = { personId: 'p', roles: ['student'] },
  ): Args =>
    ({
      request: new Request(
        `http://localhost${path}`,
        form ? { method: 'POST', body: new URLSearchParams(form) } : {},
      ),
      params: { template: path.split(/[/?]/)[2] },
      context: { services, actor, requestId: 't', locale: 'ko' },
    }) as unknown as Args;
  return { asked, args };
}

const form = {
  key: 'k-1',
  name: `'; drop table --|$(id) 🧪`,
  script: '#!/bin/sh\r\necho hi\r\n',
  gpus: '2',
  cores: '4',
  walltime: '1-00:00:00',
  memory: '8',
  array: '0-3',
  place: 'hangang/gpu',
  allocation: '',
};
const dataOf = (answer: unknown) =>
  answer as {
    data: { values: Record<string, string>; errors: unknown; error: unknown; quote: LaunchQuote };
    init: { status: number };
  };

describe('launching from the form', () => {
  it('hands over what was typed, in the units of the service, and goes to the launch', async () => {
    const { asked, args } = ground();
    const answer = (await create(args('/launch/new', form))) as Response;
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe(`/launches/${launchId}`);
    expect(asked).toEqual([
      {
        key: 'k-1',
        draft: {
          cluster: 'hangang',
          partition: 'gpu',
          name: form.name,
          script: '#!/bin/sh\necho hi\n',
          gpus: 2,
          cores: 4,
          walltimeSeconds: 86_400,
          memoryBytes: 8 * 1024 ** 3,
          array: '0-3',
        },
      },
    ]);
  });

  it('keeps everything that was typed, the key, and brings the numbers, when it is refused', async () => {
    const { asked, args } = ground(async () => {
      throw new AppError('too-many-gpus', { details: { maxGpus: 4 }, fields: { gpus: 'too-many-gpus' } });
    });
    const { data, init } = dataOf(
      await create(args('/launch/new', { ...form, gpus: '64', walltime: 'soon' })),
    );
    expect(init.status).toBe(422);
    expect(data).toMatchObject({
      errors: { gpus: 'too-many-gpus' },
      error: { code: 'too-many-gpus', details: { maxGpus: 4 } },
      values: { ...form, script: '#!/bin/sh\necho hi\n', gpus: '64', walltime: 'soon' },
      quote,
    });
    expect(asked).toMatchObject([{ draft: { walltimeSeconds: 0, gpus: 64 } }, { quoted: { gpus: 64 } }]);
  });

  it('gives a new key where the old one is used up, or was none', async () => {
    for (const error of [
      new AppError('idempotency-key-reused'),
      new AppError('invalid-input', { fields: { idempotencyKey: 'invalid-input' } }),
    ]) {
      const { args } = ground(() => Promise.reject(error));
      const { data } = dataOf(await create(args('/launch/new', form)));
      expect(data.values['key']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('without a place asks the service, which refuses it in words', async () => {
    const { asked, args } = ground();
    await create(args('/launch/new', { ...form, place: '' }));
    expect(asked).toMatchObject([{ draft: { cluster: '' } }]);
  });

  it('carries the files of an example along, by the page’s address or by the form of what is run again', async () => {
    const { asked, args } = ground();
    await fromTemplate(args('/launch/hello-gpu', { ...form, template: 'other' }));
    await create(args('/launch/new?again=x', { ...form, template: 'hello-gpu' }));
    expect(asked).toMatchObject([{ draft: { template: 'hello-gpu' } }, { draft: { template: 'hello-gpu' } }]);
  });

  it('is for who is signed in', async () => {
    const { args, asked } = ground();
    await expect(create(args('/launch/new', form, null))).rejects.toMatchObject({ status: 302 });
    await expect(askQuote(args('/launch/quote', form, null))).rejects.toMatchObject({ status: 302 });
    expect(asked).toEqual([]);
  });

  it('throws on what is our fault', async () => {
    const { args } = ground(() => Promise.reject(new TypeError('ours')));
    await expect(create(args('/launch/new', form))).rejects.toThrow('ours');
  });
});

describe('the filled form', () => {
  it('of an example: everything stands, and the place is left to the service', async () => {
    const { asked, args } = ground();
    const page = await templatePage(args('/launch/hello-gpu'));
    expect(page.values).toMatchObject({
      name: '인사',
      script: 'echo hi\n',
      gpus: '1',
      walltime: '0:02',
      place: '',
    });
    expect(page).toMatchObject({ template: 'hello-gpu', quote, allocations: [{ id: 'a' }] });
    expect(asked).toEqual([{ quoted: expect.not.objectContaining({ cluster: expect.anything() }) }]);
    const again = await templatePage(args('/launch/hello-gpu'));
    expect(again.idempotencyKey).not.toBe(page.idempotencyKey);
  });

  it('of an example on a chosen cluster', async () => {
    const { args } = ground();
    expect((await templatePage(args('/launch/hello-gpu?cluster=nuri'))).values.place).toBe('nuri');
  });

  it('of an earlier launch', async () => {
    const { args } = ground();
    const page = await newPage(args(`/launch/new?again=${launchId}`));
    expect(page).toMatchObject({
      isAgain: true,
      template: 'hello-gpu',
      values: { place: 'nuri/gpu', script: 'echo hi\n' },
    });
  });

  it('of what is not there, or another’s, is not found', async () => {
    const { args } = ground();
    await expect(newPage(args('/launch/new?again=another'))).rejects.toMatchObject({ status: 404 });
    await expect(templatePage(args('/launch/nonsense'))).rejects.toMatchObject({ status: 404 });
  });
});

it('the quote is plain JSON for the page’s own script', async () => {
  const { asked, args } = ground();
  const answer = (await askQuote(args('/launch/quote', { ...form, place: '' }))) as Response;
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ costMilliGpuSeconds: 750_000, cluster: 'hangang' });
  expect(asked).toMatchObject([{ quoted: { gpus: 2, name: form.name } }]);
});
