import { spawnSync } from 'node:child_process';
import type { BrowserContext, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { enterAs, type DemoName } from '../fixtures/enter-page';

/* Notebooks in the browser: a real Jupyter, a real kernel. */

const hasJupyter = ['jupyter-notebook', 'jupyter-lab'].some(
  (name) => spawnSync(name, ['--version']).status === 0,
);
test.skip(!hasJupyter, 'no Jupyter on this machine (Debian: apt-get install jupyter-notebook)');
test.use({ baseURL: process.env['MODU_STORY_URL'] ?? '' });

const isLaunchPage = /\/launches\/[0-9A-HJKMNP-TV-Z]{26}$/;
const portal = () => process.env['MODU_STORY_URL'] ?? '';

/** Starts a notebook by one press; on its page, ready to be opened. */
async function startNotebook(context: BrowserContext, name: DemoName): Promise<Page> {
  await enterAs(context, name);
  const page = await context.newPage();
  await page.goto('/launch');
  await page.getByRole('button', { name: '주피터 노트북 바로 시작' }).click();
  await page.waitForURL(isLaunchPage);
  await expect(page.getByText('주피터 노트북이 준비됐어요')).toBeVisible({ timeout: 60_000 });
  return page;
}

async function open(page: Page): Promise<Page> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: /^열기/ }).first().click(),
  ]);
  await expect(tab.getByRole('button', { name: 'New' })).toBeVisible({ timeout: 60_000 });
  return tab;
}

async function runCell(notebook: Page, code: string): Promise<void> {
  await notebook.locator('.cell.selected .CodeMirror').click();
  await notebook.keyboard.insertText(code);
  await notebook.keyboard.press('Shift+Enter');
}

async function stop(page: Page): Promise<void> {
  await page.getByRole('button', { name: '멈추기' }).click();
  await page.getByRole('button', { name: '작업 멈추기' }).click();
  await expect(page.getByText('쓴 시간을 셌어요')).toBeVisible({ timeout: 60_000 });
}

test('one press, a cell draws, the same kernel after coming back, and what is left returns when it is stopped', async ({
  context,
}) => {
  test.setTimeout(300_000);
  const page = await startNotebook(context, 'graduate');
  const tree = await open(page);
  expect(new URL(tree.url()).origin).not.toBe(portal());
  // The list of kernels comes after the page; its button does nothing before.
  const python = tree.locator('#kernel-python3 a');
  await python.waitFor({ state: 'attached', timeout: 60_000 });
  await tree.getByRole('button', { name: 'New' }).click();
  const [notebook] = await Promise.all([context.waitForEvent('page'), python.click()]);
  await expect(notebook.locator('#kernel_indicator_icon.kernel_idle_icon')).toBeVisible({ timeout: 60_000 });
  const circle = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><circle cx="20" cy="20" r="18"/></svg>`;
  await runCell(
    notebook,
    `from IPython.display import SVG, display\nkept = 6 * 7\nprint(kept)\ndisplay(SVG('${circle}'))`,
  );
  await expect(notebook.locator('.output_stdout')).toHaveText(/42/);
  await expect(notebook.locator('.output_svg circle')).toBeVisible();
  const address = notebook.url();
  await notebook.keyboard.press('Control+S');
  await expect(notebook.locator('.autosave_status, #autosave_status')).toContainText(
    /saved|unsaved changes|autosaved/i,
  );
  await Promise.all([notebook.close(), tree.close()]);

  await page.reload();
  const again = await open(page);
  await again.goto(address);
  await expect(again.locator('#kernel_indicator_icon.kernel_idle_icon')).toBeVisible({ timeout: 60_000 });
  await again.locator('.cell').last().locator('.CodeMirror').click();
  await again.keyboard.insertText('print(kept + 1)');
  await again.keyboard.press('Shift+Enter');
  await expect(again.locator('.output_stdout').last()).toHaveText(/43/);

  await stop(page);
  await again.goto(address);
  await again.waitForURL(isLaunchPage);
  await expect(again.getByText('주피터 노트북은 끝났어요')).toBeVisible();
});

test('a page of a notebook reaches neither the portal nor a neighbour', async ({ browser }) => {
  test.setTimeout(300_000);
  const [hers, his] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [mine, theirs] = await Promise.all([startNotebook(hers, 'student'), startNotebook(his, 'pupil')]);
  const neighbour = new URL(await (await open(theirs)).evaluate(() => location.href)).origin;
  const tab = await open(mine);
  const launchId = mine.url().split('/').at(-1) ?? '';
  const world = { portal: portal(), neighbour, launchId };
  for (const [name, reached] of await tab.evaluate(attacks, world))
    expect([name, reached]).toEqual([name, false]);
  // Nothing of it did anything: she is who she was, and her notebook still runs.
  await mine.reload();
  await expect(mine.getByText('주피터 노트북이 준비됐어요')).toBeVisible();
  expect(await hers.cookies(portal())).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: '__Host-modu-session', domain: 'localhost' })]),
  );
  await Promise.all([stop(mine), stop(theirs)]);
  await Promise.all([hers.close(), his.close()]);
});

/** Runs in the notebook's own page, with all that its person's browser holds. Each says whether it got through. */
async function attacks(world: {
  portal: string;
  neighbour: string;
  launchId: string;
}): Promise<[string, boolean][]> {
  const { portal, neighbour, launchId } = world;
  const reads = (url: string, init: RequestInit = {}) =>
    fetch(url, { credentials: 'include', ...init }).then(
      (answer) => answer.type !== 'opaque' && answer.ok,
      () => false,
    );
  const socketOpens = (url: string) =>
    new Promise<boolean>((done) => {
      const socket = new WebSocket(url);
      socket.onopen = () => done(true);
      socket.onerror = () => done(false);
    });
  const frameShows = (url: string) =>
    new Promise<boolean>((done) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.onload = () => {
        try {
          done((frame.contentDocument?.body.childElementCount ?? 0) > 0);
        } catch {
          // Another origin's page or the browser's own error page: what it shows cannot be read here.
          done(false);
        }
      };
      document.body.append(frame);
      setTimeout(() => done(false), 3_000);
    });
  const popupIsReached = async (url: string) => {
    const popup = window.open(url);
    await new Promise((done) => setTimeout(done, 1_500));
    try {
      const isReached = popup !== null && popup.document.body.textContent !== '';
      popup?.close();
      return isReached && popup.location.origin !== location.origin;
    } catch {
      return false;
    }
  };
  const asForm = { method: 'POST', body: new URLSearchParams({ a: '1' }) };
  document.cookie = '__Host-modu-session=tossed; path=/; secure';
  document.cookie = 'modu-tossed=1; domain=localhost; path=/';
  return [
    ['reads the portal', await reads(`${portal}/home`)],
    ['reads the API with the session', await reads(`${portal}/api/v1/me`)],
    ['stops a launch by fetch', await reads(`${portal}/launches/${launchId}/cancel`, asForm)],
    [
      'stops a launch without asking',
      await reads(`${portal}/launches/${launchId}/cancel`, { ...asForm, mode: 'no-cors' }),
    ],
    ['opens a terminal', await socketOpens(`${portal.replace('http', 'ws')}/ws/terminal?cluster=hangang`)],
    ['frames the portal', await frameShows(`${portal}/home`)],
    ['reaches into a tab of the portal', await popupIsReached(`${portal}/home`)],
    ['tosses a cookie', document.cookie.includes('modu-tossed')],
    ['reads a neighbour', await reads(`${neighbour}/api/contents`)],
    ['reads a neighbour by a token', await reads(`${neighbour}/api/contents?token=guessed`)],
    [
      'opens a neighbour’s socket',
      await socketOpens(`${neighbour.replace('http', 'ws')}/api/kernels/x/channels`),
    ],
    [
      'installs a service worker',
      await navigator.serviceWorker.register('/static/base/js/namespace.js', { scope: '/' }).then(
        () => true,
        () => false,
      ),
    ],
  ];
}
