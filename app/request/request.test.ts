import { describe, expect, test } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { Actor } from '#server/actor';
import { preferenceCookie, readCookie, themeOf } from './cookies';
import { chooseLocale } from './locale.server';
import { requireActor, requireRole, requireWhole } from './require-actor.server';
import { safeNext } from './safe-next';
import { toResponse, withAppErrors } from './to-response.server';

describe('where to go on to', () => {
  test.each(['/home', '/launches/1?a=b#c', '/'])('%s is a place of ours', (path) => {
    expect(safeNext(path, '/else')).toBe(path);
  });
  test.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    'home',
    '',
    '/\t/evil.test',
    '/a\\..\\b',
    '/x\n',
    '/' + 'x'.repeat(3000),
    undefined,
    null,
    ['/home'],
  ])('%j is not', (path) => {
    expect(safeNext(path, '/else')).toBe('/else');
  });
});

describe('the language of a page', () => {
  test.each([
    [{ cookie: 'modu-locale=en', person: 'ko', acceptLanguage: 'ko' }, 'en'],
    [{ cookie: 'a=b', person: 'ko', acceptLanguage: 'en' }, 'ko'],
    [{ cookie: null, acceptLanguage: 'ko-KR,ko;q=0.9,en;q=0.8' }, 'ko'],
    [{ cookie: null, acceptLanguage: 'fr-FR,en;q=0.7,ko;q=0.3' }, 'en'],
    [{ cookie: null, acceptLanguage: 'en;q=0.1, ko;q=0.2' }, 'ko'],
    [{ cookie: null, acceptLanguage: 'ko;q=0, en' }, 'en'],
    [{ cookie: null, acceptLanguage: 'de' }, 'en'],
    [{ cookie: 'modu-locale=xx', acceptLanguage: undefined }, 'en'],
  ] as const)('%j → %s', (asked, locale) => {
    expect(chooseLocale(asked)).toBe(locale);
  });
});

describe('cookies', () => {
  test('are read by their whole name', () => {
    expect(readCookie('x-modu-theme=light; modu-theme=dark', 'modu-theme')).toBe('dark');
    expect(readCookie('modu-zone=Asia%2FSeoul', 'modu-zone')).toBe('Asia/Seoul');
    expect(readCookie('modu-zone=%E0%A4%A', 'modu-zone')).toBeUndefined();
    expect(readCookie(undefined, 'modu-zone')).toBeUndefined();
  });
  test('a preference comes back as it was set', () => {
    const set = preferenceCookie('modu-zone', 'Asia/Seoul').split(';')[0];
    expect(readCookie(set, 'modu-zone')).toBe('Asia/Seoul');
    expect([themeOf('modu-theme=dark'), themeOf('modu-theme=pink'), themeOf(null)]).toEqual([
      'dark',
      'system',
      'system',
    ]);
  });
});

describe('who asks', () => {
  const actor: Actor = {
    personId: 'p' as Actor['personId'],
    roles: ['student'],
    displayName: '김하준',
    email: 'pupil@demo.modu',
    locale: 'ko',
    via: { kind: 'session', sessionId: 's' },
    requestId: 'r',
  };
  const thrown = (run: () => unknown): Response => {
    try {
      run();
    } catch (error) {
      return error as Response;
    }
    throw new Error('nothing thrown');
  };

  test('is given back when signed in', () => {
    expect(
      requireActor(new Request('http://modu.test/home'), {
        actor,
        isWaiting: false,
        isStopped: false,
        requestId: 'r',
      }),
    ).toBe(actor);
  });

  test.each([
    ['GET', 'http://modu.test/launches.data?filter=live&_routes=root', undefined, '/launches?filter=live'],
    ['GET', 'http://modu.test/home', undefined, '/home'],
    ['POST', 'http://modu.test/launch', 'http://modu.test/launch?from=1', '/launch?from=1'],
    ['POST', 'http://modu.test/launch', 'http://evil.test/phish', '/home'],
  ])('%s %s goes to sign-in and comes back', (method, url, referer, next) => {
    const request = new Request(url, { method, headers: referer === undefined ? {} : { referer } });
    const response = thrown(() =>
      requireActor(request, { actor: null, isWaiting: false, isStopped: false, requestId: 'r' }),
    );
    expect(response.status).toBe(302);
    expect(new URL(response.headers.get('location') ?? '', url).searchParams.get('next')).toBe(next);
  });

  test('who waits for the second factor goes to where it is asked for', () => {
    const request = new Request('http://modu.test/hours');
    const response = thrown(() =>
      requireActor(request, { actor: null, isWaiting: true, isStopped: false, requestId: 'r' }),
    );
    expect(response.headers.get('location')).toBe('/confirm?next=%2Fhours');
  });

  test('a role that waits for a second factor leads to where it is set up', () => {
    const request = new Request('http://modu.test/review');
    const held = { ...actor, heldBackRoles: ['reviewer'] as const };
    const context = { actor: held, isWaiting: false, isStopped: false, requestId: 'r' };
    const location = '/settings/second-factor?next=%2Freview';
    expect(thrown(() => requireRole(request, context, 'reviewer')).headers.get('location')).toBe(location);
    expect(thrown(() => requireWhole(request, context)).headers.get('location')).toBe(location);
    expect(requireWhole(request, { ...context, actor })).toBe(actor);
  });

  test('without the role: 403 with a code', async () => {
    const request = new Request('http://modu.test/review');
    const response = thrown(() =>
      requireRole(
        request,
        { actor, isWaiting: false, isStopped: false, requestId: 'r-1' },
        'reviewer',
        'administrator',
      ),
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 'not-allowed', details: {}, requestId: 'r-1' });
  });
});

describe('what loaders throw', () => {
  test('an AppError becomes its page, a Response stays, the rest is ours', async () => {
    const page = toResponse(new AppError('cluster-down', { details: { cluster: 'nuri' } }), 'r-2');
    expect(page.status).toBe(503);
    expect(await page.json()).toEqual({
      code: 'cluster-down',
      details: { cluster: 'nuri' },
      requestId: 'r-2',
    });
    const response = new Response(null, { status: 302 });
    expect(toResponse(response, 'r')).toBe(response);
    expect(() => toResponse(new TypeError('ours'), 'r')).toThrow('ours');
  });

  test('a wrapped loader', async () => {
    const loader = withAppErrors((_args: { context: { requestId: string } }): string => {
      throw new AppError('not-found');
    });
    await expect(loader({ context: { requestId: 'r' } })).rejects.toMatchObject({ status: 404 });
    const good = withAppErrors(({ context }: { context: { requestId: string } }) => context.requestId);
    expect(await good({ context: { requestId: 'r-3' } })).toBe('r-3');
  });
});
