import type { Page } from 'playwright';
import { enterAs } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A slow network: the page is painted long before its scripts arrive. */

/** Opens a page whose scripts wait; the answer lets them come. */
async function openAsleep(page: Page, path: string): Promise<() => Promise<void>> {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => (wake = resolve));
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    await woken;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return async () => {
    wake();
    await page.waitForLoadState('load');
  };
}

test('what is chosen and typed while the scripts are on their way counts, and stays', async ({
  page,
  context,
}) => {
  await enterAs(context, 'graduate');
  const wake = await openAsleep(page, '/launch/new');
  await page.locator('input[name="place"][value="hangang/gpu"]').check();
  await page.getByLabel('이름').fill('이른 이름');
  const walltime = page.getByLabel('가장 길게');
  await walltime.fill('90m');
  await walltime.press('ArrowLeft');
  await wake();
  await expect(page.getByText('1시간 30분으로 읽었어요.')).toBeVisible();
  // The form knows it, and does not put another value back when it is drawn again.
  await page.keyboard.type('5');
  await expect(walltime).toHaveValue('905m');
  await expect(page.getByLabel('이름')).toHaveValue('이른 이름');
  await expect(page.locator('input[name="place"][value="hangang/gpu"]')).toBeChecked();
  await expect(page.getByRole('region', { name: '드는 시간' })).toContainText('A100');
});

test('a list keeps what is chosen, a menu that is pressed opens', async ({ page, context }) => {
  await enterAs(context, 'graduate');
  const wake = await openAsleep(page, '/settings');
  await page.getByLabel('며칠 동안').selectOption({ index: 0 });
  const chosen = await page.getByLabel('며칠 동안').inputValue();
  await page.getByRole('button', { name: /메뉴/ }).click();
  await wake();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('며칠 동안')).toHaveValue(chosen);
});

test('what asks before it acts asks, be it pressed too early', async ({ page, context, browser }) => {
  const elsewhere = await browser.newContext();
  for (const at of [context, elsewhere]) await enterAs(at, 'graduate');
  const wake = await openAsleep(page, '/settings');
  await page.getByRole('button', { name: '다른 곳 모두 끝내기' }).click();
  await wake();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  const there = await elsewhere.newPage();
  await there.goto('/home');
  await expect(there).toHaveURL('/home');
});
