import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { askers, cellsOf, type Asker } from '../access/askers';
import { pageRows, type PageRow } from '../access/page-rows';
import { fill, makeWorld, type World } from '../access/world';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/*
 * Every page that somebody may see, as they see it: on a small phone in Korean and light, and on a desk in English and dark. None is wider
 * than its screen, each has one heading and a title of its own, and axe finds nothing closed to a screen reader, keyboard or weak eyes.
 */

// Each screen has people of its own, so that both can be looked at at once.
test.describe.configure({ mode: 'parallel' });

/** Who looks at a page that several may see: who has the most to see there. */
const viewers: readonly Asker[] = ['owner', 'ownTeacher', 'reviewer', 'operator', 'administrator', 'nobody'];

/** What a page has once its scripts are through, where that is much. */
const ready: Record<string, string> = { '/launch/new': '.cm-content' };

/** Answers that are no pages. */
const isNoPage = /\/(output|results?|enter|space|export|file|revoked-keys)$/;

const pages = Object.entries(pageRows).flatMap(([key, row]) => {
  const [method, path = ''] = key.split(' ');
  const cells = cellsOf(row.cells);
  const viewer = viewers.find((one) => cells[one] === 'ok');
  if (method !== 'GET' || viewer === undefined || isNoPage.test(path)) return [];
  return [{ path, row, viewer }];
});

const bare = (path: string, viewer: Asker) => ({ path, row: { cells: '' } as PageRow, viewer });

/** The first page is another one for each role; the table looks into a file, not into the folder that holds it. */
const more = [
  ...askers.filter((one) => one !== 'nobody' && one !== 'owner').map((viewer) => bare('/home', viewer)),
  bare('/files/hangang', 'owner'),
];

const screens = [
  { width: 360, height: 740, locale: 'ko-KR', colorScheme: 'light' },
  { width: 1280, height: 800, locale: 'en-US', colorScheme: 'dark' },
] as const;

let world: World;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  world = await makeWorld();
});

for (const { width, height, locale, colorScheme } of screens) {
  test(`every page at ${width} in ${locale} and ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(400_000);
    const context = await browser.newContext({ locale, colorScheme, viewport: { width, height } });
    await context.addCookies([{ name: 'modu-locale', value: locale.slice(0, 2), url: story.url }]);
    const page = await context.newPage();
    const faults: string[] = [];
    for (const { path, row, viewer } of [...pages, ...more]) {
      const [name = '', value = ''] = world.cookies[viewer].split('=');
      await context.clearCookies({ name: '__Host-modu-session' });
      // Chromium takes a Secure cookie from this machine over http, but not by hand for an address that says so.
      const url = story.url.replace('http:', 'https:');
      if (name !== '') await context.addCookies([{ name, value, url, secure: true }]);
      await page.goto(fill(row.at ?? path, world.things));
      await page
        .locator(ready[path] ?? 'h1')
        .first()
        .waitFor();
      for (const fault of await faultsOf(page, locale)) faults.push(`${path} (${viewer}): ${fault}`);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
}

async function faultsOf(page: Page, locale: string): Promise<string[]> {
  const faults: string[] = [];
  const seen = await page.evaluate(() => ({
    extra: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    lang: document.documentElement.lang,
  }));
  if (seen.extra > 0) faults.push(`${seen.extra} px wider than the screen`);
  if (seen.headings !== 1) faults.push(`${seen.headings} headings of the first rank`);
  if (seen.title.trim() === '') faults.push('no title');
  if (!locale.startsWith(seen.lang)) faults.push(`in ${seen.lang}`);
  // In the page itself: without it a second page is opened each time, for frames, of which there are none. What is right need not be listed.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  for (const { id, nodes } of violations)
    faults.push(`${id} at ${nodes.map(({ html }) => html.slice(0, 160)).join(' and ')}`);
  return faults;
}
