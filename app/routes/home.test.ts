import { describe, expect, it } from 'vitest';
import type { Role } from '#server/contract/roles';
import type { Services } from '#server/services';
import { aLaunch } from '../parts/testing/a-launch';
import { loader } from './home';

type Args = Parameters<typeof loader>[0];

/** What home shows to somebody with these roles, and which services were asked for it. */
async function home(...roles: Role[]) {
  const asked: string[] = [];
  const give = (name: string, value: unknown) => async () => (asked.push(name), value);
  const services = {
    launches: {
      list: async (_actor: unknown, { filter }: { filter: string }) => (
        asked.push(filter),
        { items: Array.from({ length: 6 }, () => aLaunch()), next: undefined }
      ),
    },
    allocations: { list: give('hours', []) },
    templates: { list: () => [] },
    apps: { list: () => [] },
    people: { listTaughtClasses: give('classes', []) },
    requests: {
      listToConfirm: give('advised', []),
      listToReview: give('requests', { items: [], next: undefined }),
    },
    operate: { list: give('clusters', []) },
  } as unknown as Services;
  const context = { services, actor: { personId: 'p', displayName: '가', roles }, requestId: 't' };
  const request = new Request('http://localhost/home');
  const loaded = await loader({ request, params: {}, context } as unknown as Args);
  return { asked: asked.sort(), loaded };
}

describe('home', () => {
  it('of a student is what runs, what ran last and the hours; nothing else is asked for', async () => {
    const { asked, loaded } = await home('student');
    expect(asked).toEqual(['ended', 'hours', 'live']);
    expect([loaded.work?.live.length, loaded.work?.ended.length]).toEqual([6, 4]);
    expect(loaded.duties).toEqual({
      classes: undefined,
      toConfirm: undefined,
      toReview: undefined,
      operated: undefined,
    });
  });

  it('of others leads to what they are here for', async () => {
    expect((await home('teacher')).asked).toEqual(['advised', 'classes', 'ended', 'hours', 'live']);
    expect((await home('reviewer')).asked).toEqual(['requests']);
    expect((await home('operator')).asked).toEqual(['clusters']);
    expect((await home('administrator')).asked).toEqual(['clusters', 'requests']);
    expect((await home('reviewer')).loaded.work).toBeUndefined();
  });
});
