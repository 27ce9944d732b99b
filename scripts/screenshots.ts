import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { ApiClient } from '../e2e/fixtures/api-client';
import { chromiumOptions } from '../e2e/fixtures/browser';
import { modu, startPortalProcess } from '../e2e/fixtures/portal-process';

/**
 * `npm run screenshots [-- all]`: the pictures of the README, made of a portal that really runs. With `all`, every page at 360 and 1280,
 * light and dark, Korean and English, into `.modu-screenshots/` to be looked at.
 */
const isAll = process.argv.includes('all');
const folder = isAll ? '.modu-screenshots' : 'docs/pictures';
const data = await mkdtemp(join(tmpdir(), 'modu-screenshots-'));
await mkdir(folder, { recursive: true });
const portal = await startPortalProcess(data);
const browser = await chromium.launch(chromiumOptions);

async function trained(): Promise<string> {
  const client = new ApiClient(
    portal.url,
    await modu(data, 'token', 'create', '--person', 'student@demo.modu'),
  );
  const script = await readFile('server/templates/first-training/user.sh', 'utf8');
  const draft = {
    kind: 'batch',
    template: 'first-training',
    script,
    gpus: 1,
    cores: 1,
    walltimeSeconds: 600,
  };
  const launch = await client.launch({ ...draft, cluster: 'hangang', name: '첫 학습' });
  await client.launch({ ...draft, cluster: 'nuri', name: '학습률 바꿔 보기' });
  await client.waitFor(launch.id, ['settled']);
  return launch.id;
}

interface View {
  width: number;
  theme: 'light' | 'dark';
  locale: 'ko-KR' | 'en-US';
}

async function open(on: Browser, email: string | undefined, view: View): Promise<Page> {
  const context = await on.newContext({
    baseURL: portal.url,
    locale: view.locale,
    timezoneId: 'Asia/Seoul',
    colorScheme: view.theme,
    viewport: { width: view.width, height: view.width < 500 ? 780 : 860 },
  });
  if (email !== undefined)
    await context.request.post('/become', { form: { email }, headers: { origin: portal.url } });
  return context.newPage();
}

async function take(page: Page, path: string, name: string, isWholePage: boolean): Promise<void> {
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForTimeout(path.startsWith('/terminal') ? 2_500 : 700);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: isWholePage });
}

const launchId = await trained();
const pages: [name: string, email: string | undefined, path: string][] = [
  ['landing', undefined, '/'],
  ['home', 'student@demo.modu', '/home'],
  ['launch', 'student@demo.modu', '/launch/first-training'],
  ['job', 'student@demo.modu', `/launches/${launchId}`],
  ['terminal', 'student@demo.modu', '/terminal?cluster=hangang'],
  ['hours', 'student@demo.modu', '/hours'],
  ['review', 'reviewer@demo.modu', '/review'],
];
const more: typeof pages = [
  ['sign-in', undefined, '/sign-in'],
  ['sign-up', undefined, '/sign-up'],
  ['launch-start', 'student@demo.modu', '/launch'],
  ['launch-own', 'student@demo.modu', '/launch/new'],
  ['launches', 'student@demo.modu', '/launches'],
  ['requests', 'graduate@demo.modu', '/requests'],
  ['requests-new', 'student@demo.modu', '/requests/new'],
  ['clusters', 'student@demo.modu', '/clusters'],
  ['clusters-operator', 'operator@demo.modu', '/clusters'],
  ['class', 'teacher@demo.modu', '/class'],
  ['home-teacher', 'teacher@demo.modu', '/home'],
  ['home-reviewer', 'reviewer@demo.modu', '/home'],
  ['admin-people', 'admin@demo.modu', '/admin/people'],
  ['settings', 'student@demo.modu', '/settings'],
  ['outbox', undefined, '/demo/outbox'],
  ['bricks', undefined, '/_ui'],
  ['missing', undefined, '/there-is-no-such-page'],
];
const views: View[] = isAll
  ? [360, 1280].flatMap((width) =>
      (['light', 'dark'] as const).flatMap((theme) =>
        (['ko-KR', 'en-US'] as const).map((locale) => ({ width, theme, locale })),
      ),
    )
  : [{ width: 1280, theme: 'light', locale: 'ko-KR' }];
for (const view of views) {
  for (const [name, email, path] of isAll ? [...pages, ...more] : pages) {
    const page = await open(browser, email, view);
    await take(
      page,
      path,
      isAll ? `${name}-${view.width}-${view.theme}-${view.locale.slice(0, 2)}` : name,
      isAll,
    );
    await page.context().close();
  }
}
await browser.close();
await portal.stop();
await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
