import { describe, expect, it } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { LaunchServices, OutputView } from '#server/launch-services';
import type { Services } from '#server/services';
import { aLaunch } from '../parts/testing/a-launch';
import { loader as listLaunches } from './launches._index';
import { action as cancel, loader as lookAtCancel } from './launches.$launchId.cancel';
import { loader as readOutput } from './launches.$launchId.output';
import { loader as readResult } from './launches.$launchId.result';
import { loader as listResults } from './launches.$launchId.results';

type Args = Parameters<typeof cancel>[0];

/** What Remix hands to a loader or action, with hand-made launch services and a student. */
function args(launches: Partial<LaunchServices>, query = '', method = 'GET'): Args {
  return {
    request: new Request(`http://localhost/x${query}`, { method }),
    params: { launchId: 'l1' },
    context: {
      services: { launches } as unknown as Services,
      actor: { personId: 'p', roles: ['student'] },
      requestId: 't',
    },
  } as unknown as Args;
}

const refuse = (code: 'cluster-down' | 'not-found' | 'wrong-state') => async () => {
  throw new AppError(code);
};
/** The answer that a loader throws. */
const thrownBy = async (work: Promise<unknown>) =>
  (await work.then(
    () => undefined,
    (error: unknown) => error,
  )) as Response;

describe('the list', () => {
  const asked = async (query: string) => {
    const queries: unknown[] = [];
    const list: LaunchServices['list'] = async (_actor, query_) => (
      queries.push(query_),
      { items: [aLaunch()], next: 'c2' }
    );
    const answer = await listLaunches(args({ list }, query));
    return { query: queries[0], filter: (answer as { filter: unknown }).filter };
  };

  it('hands on filter and cursor, and takes only filters that there are', async () => {
    expect(await asked('?filter=live&cursor=c1')).toEqual({
      query: { cursor: 'c1', filter: 'live' },
      filter: 'live',
    });
    expect(await asked('?filter=loud')).toEqual({ query: {}, filter: undefined });
  });
});

describe('stopping', () => {
  it('asks once and goes back to the page', async () => {
    const calls: string[] = [];
    const stop: LaunchServices['cancel'] = async (_actor, id) => (calls.push(id), aLaunch());
    const answer = (await cancel(args({ cancel: stop }, '', 'POST'))) as Response;
    expect([calls, answer.headers.get('Location')]).toEqual([['l1'], '/launches/l1']);
  });

  it('of what has ended meanwhile is no error; of another’s it is not there', async () => {
    const late = (await cancel(args({ cancel: refuse('wrong-state') }, '', 'POST'))) as Response;
    expect([late.status, late.headers.get('Location')]).toEqual([302, '/launches/l1']);
    expect((await thrownBy(cancel(args({ cancel: refuse('not-found') }, '', 'POST')))).status).toBe(404);
  });

  it('does not happen by looking at its address', () => {
    const answer = lookAtCancel(args({}));
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/launches/l1']);
  });
});

describe('a result', () => {
  const result: LaunchServices['result'] = async (_actor, _id, path) => ({
    bytes: new TextEncoder().encode('<svg onload="x()"/>'),
    contentType: path.endsWith('.svg') ? 'image/svg+xml' : 'application/octet-stream',
  });
  const headersOf = async (query: string) =>
    ((await readResult(args({ result }, query))) as Response).headers;

  it('can run nothing and fetch nothing, also when it is opened by itself', async () => {
    const headers = await headersOf('?file=out%2Fa.svg');
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none';.*; sandbox$/);
    expect(headers.get('Content-Disposition')).toBe(`inline; filename="a.svg"; filename*=UTF-8''a.svg`);
    expect(headers.get('Cache-Control')).toBeNull();
  });

  it('that is no picture and no text is handed out, by its own name', async () => {
    const headers = await headersOf('?file=%EA%B7%B8%EB%A6%BC%22.html');
    expect(headers.get('Content-Disposition')).toBe(
      `attachment; filename="___.html"; filename*=UTF-8''%EA%B7%B8%EB%A6%BC%22.html`,
    );
  });

  it('may be kept by the browser only when its address says which version it is', async () => {
    expect((await headersOf('?file=a.svg&version=1')).get('Cache-Control')).toBe('private, max-age=3600');
  });

  it('that is not there, or another’s, is not found', async () => {
    expect((await thrownBy(readResult(args({ result: refuse('not-found') }, '?file=x')))).status).toBe(404);
  });
});

describe('the list of results', () => {
  it('says that the cluster is away instead of failing the page', async () => {
    expect(await listResults(args({ results: refuse('cluster-down') }))).toEqual({ code: 'cluster-down' });
  });

  it('of another’s launch is not there', async () => {
    expect((await thrownBy(listResults(args({ results: refuse('not-found') })))).status).toBe(404);
  });
});

describe('the whole output', () => {
  /** A file that is read in parts of `size` bytes. */
  const outputOf =
    (text: string, size: number): LaunchServices['output'] =>
    async (_actor, _id, { fromByte = 0 }): Promise<OutputView> => ({
      text: text.slice(fromByte, fromByte + size),
      nextByte: Math.min(text.length, fromByte + size),
      sizeBytes: text.length,
      isCutAtStart: false,
    });
  const get = async () => aLaunch({ name: '첫 학습' });

  it('comes part by part as a text file with the launch’s name', async () => {
    const answer = (await readOutput(args({ get, output: outputOf('abcdefgh', 3) }, '?task=2'))) as Response;
    expect(await answer.text()).toBe('abcdefgh');
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('첫 학습-2.log')}`,
    );
  });

  it('ends at a character that is never finished', async () => {
    const output: LaunchServices['output'] = async (_actor, _id, { fromByte = 0 }) => ({
      text: fromByte === 0 ? 'ab' : '',
      nextByte: 2,
      sizeBytes: 3,
      isCutAtStart: false,
    });
    expect(await ((await readOutput(args({ get, output }))) as Response).text()).toBe('ab');
  });

  it('is empty before there is any, and an answer with its reason while the cluster is away', async () => {
    const none = (await readOutput(args({ get, output: async () => undefined }))) as Response;
    expect(await none.text()).toBe('');
    expect((await thrownBy(readOutput(args({ get, output: refuse('cluster-down') })))).status).toBe(503);
  });
});
