import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { chromiumOptions } from '../e2e/fixtures/browser';
import { modu, startPortalProcess } from '../e2e/fixtures/portal-process';
import { makeScene, type Scene } from './screenshots-scene';

/**
 * `npm run screenshots [-- all]`: the pictures of the README, made of a portal that really runs. With `all`, every page at 360 and 1280,
 * light and dark, Korean and English, into `.modu-screenshots/` to be looked at.
 */
interface View {
  width: number;
  theme: 'light' | 'dark';
  locale: 'ko-KR' | 'en-US';
}

interface Shot {
  name: string;
  /** Before `@demo.modu`; undefined: nobody signed in. */
  as: string | undefined;
  path: string;
  /** Brings the page to what is worth seeing. */
  ready?: (page: Page) => Promise<unknown>;
  /** Only a part of the page. */
  part?: string;
}

const isAll = process.argv.includes('all');
const folder = isAll ? '.modu-screenshots' : 'docs/pictures';

async function open(on: Browser, url: string, as: string | undefined, view: View): Promise<Page> {
  const context = await on.newContext({
    baseURL: url,
    locale: view.locale,
    timezoneId: 'Asia/Seoul',
    colorScheme: view.theme,
    viewport: { width: view.width, height: view.width < 500 ? 780 : 860 },
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
  });
  const post = (path: string, form: Record<string, string>) =>
    context.request.post(path, { form, headers: { origin: url } });
  if (as !== undefined) await post('/become', { email: `${as}@demo.modu` });
  // Demo people read Korean until they say otherwise.
  await post('/language', { locale: view.locale.slice(0, 2) });
  return context.newPage();
}

async function take(page: Page, shot: Shot, name: string): Promise<void> {
  await page.goto(shot.path, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready);
  await shot.ready?.(page);
  const path = join(folder, `${name}.png`);
  if (shot.part === undefined) await page.screenshot({ path, fullPage: isAll });
  else await page.locator(shot.part).screenshot({ path });
}

const hasOutput = (page: Page) => page.locator('section[aria-labelledby="job-output"] pre').waitFor();

const seesPicture = (page: Page) =>
  page
    .locator('img.picture')
    .first()
    .evaluate((image: HTMLImageElement) => image.decode());

async function listsQueue(page: Page): Promise<void> {
  await page.locator('.xterm-screen').click();
  await page.keyboard.type('squeue && ls .modu | head -3');
  await page.keyboard.press('Enter');
  // The shell's answer is drawn on a canvas: nothing in the page tells that it is there.
  await page.waitForTimeout(2_000);
}

const readmeShots = (scene: Scene): Shot[] => [
  { name: 'landing', as: undefined, path: '/' },
  { name: 'launch', as: 'student', path: '/launch/first-training' },
  { name: 'job', as: 'student', path: `/launches/${scene.launchId}`, ready: hasOutput },
  {
    name: 'result',
    as: 'student',
    path: `/launches/${scene.launchId}`,
    ready: seesPicture,
    part: 'section[aria-labelledby="job-results"]',
  },
  { name: 'hours', as: 'student', path: '/hours' },
  { name: 'terminal', as: 'student', path: '/terminal?cluster=hangang', ready: listsQueue },
  { name: 'class', as: 'teacher', path: '/class' },
];

const moreShots = (scene: Scene): Shot[] =>
  [
    ['class-hours', 'teacher', `/classes/${scene.classId}`],
    ['home', 'student', '/home'],
    ['sign-in', undefined, '/sign-in'],
    ['sign-up', undefined, '/sign-up'],
    ['launch-start', 'student', '/launch'],
    ['launch-own', 'student', '/launch/new'],
    ['launches', 'student', '/launches'],
    ['requests', 'graduate', '/requests'],
    ['requests-new', 'student', '/requests/new'],
    ['review', 'reviewer', '/review'],
    ['clusters', undefined, '/clusters'],
    ['cluster', undefined, '/clusters/hangang'],
    ['operate', 'operator', '/operate/clusters'],
    ['operate-cluster', 'operator', '/operate/clusters/hangang'],
    ['classes', 'teacher', '/classes'],
    ['home-teacher', 'teacher', '/home'],
    ['home-reviewer', 'reviewer', '/home'],
    ['admin-people', 'admin', '/admin/people'],
    ['settings', 'student', '/settings'],
    ['docs', undefined, '/docs'],
    ['missing', undefined, '/there-is-no-such-page'],
  ].map(([name = '', as, path = '']) => ({ name, as, path }));

/** The README is English; its first picture stands in Korean too, as most who come will see it. */
function plan(scene: Scene): { shot: Shot; name: string; view: View }[] {
  const shots = readmeShots(scene);
  if (!isAll) {
    const view: View = { width: 1280, theme: 'light', locale: 'en-US' };
    const korean = shots.filter(({ name }) => name === 'landing');
    return [
      ...shots.map((shot) => ({ shot, name: shot.name, view })),
      ...korean.map((shot) => ({
        shot,
        name: `${shot.name}.ko`,
        view: { ...view, locale: 'ko-KR' as const },
      })),
    ];
  }
  const views = [360, 1280].flatMap((width) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      (['ko-KR', 'en-US'] as const).map((locale): View => ({ width, theme, locale })),
    ),
  );
  return views.flatMap((view) =>
    [...shots, ...moreShots(scene)].map((shot) => ({
      shot,
      name: `${shot.name}-${view.width}-${view.theme}-${view.locale.slice(0, 2)}`,
      view,
    })),
  );
}

const data = await mkdtemp(join(tmpdir(), 'modu-screenshots-'));
await mkdir(folder, { recursive: true });
const portal = await startPortalProcess(data);
const browser = await chromium.launch(chromiumOptions);
try {
  const scene = await makeScene(portal.url, (...words) => modu(data, ...words));
  for (const { shot, name, view } of plan(scene)) {
    const page = await open(browser, portal.url, shot.as, view);
    await take(page, shot, name);
    await page.context().close();
  }
} finally {
  await browser.close();
  await portal.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
