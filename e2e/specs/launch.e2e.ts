import type { BrowserContext, Page } from 'playwright';
import { expect, test } from '../fixtures/watched';

/** Becomes a demo person by the landing page's own button. */
async function become(page: Page, name: 'pupil' | 'student' | 'graduate' | 'teacher'): Promise<void> {
  await page.goto('/');
  await page.locator(`button[name="email"][value="${name}@demo.modu"]`).click();
  await page.waitForURL('**/home');
}

const launchButton = (page: Page) =>
  page.getByRole('region', { name: '드는 시간' }).getByRole('button', { name: '실행하기' });
/** The editor itself: before it is there the plain text area has its name. */
const editor = (page: Page) => page.locator('.cm-content');
const isLaunchPage = /\/launches\/[0-9A-HJKMNP-TV-Z]{26}$/;

/** The form for one's own script, with the editor in it. */
async function openForm(page: Page, path = '/launch/new'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('.cm-content')).toBeVisible();
}

async function typeScript(page: Page, script: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(script);
}

test.use({ baseURL: process.env['MODU_STORY_URL'] ?? '' });

test('an example runs in two clicks', async ({ page }) => {
  await become(page, 'student');
  await page.goto('/launch');
  await page.getByRole('link', { name: 'GPU 인사하기' }).click();
  await expect(page.getByText(/먼저예요/)).toBeVisible();
  await launchButton(page).click();
  await page.waitForURL(isLaunchPage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('GPU 인사');
});

test('a script of one’s own: the cost follows, what contradicts is shown, what will be sent can be read', async ({
  page,
}) => {
  await become(page, 'graduate');
  await openForm(page);
  const cost = page.getByRole('region', { name: '드는 시간' });
  await page.locator('input[name="place"][value="hangang/gpu"]').check();
  await page.getByLabel('GPU', { exact: true }).fill('2');
  await page.getByLabel('가장 길게').fill('90m');
  await expect(page.getByText('1시간 30분으로 읽었어요.')).toBeVisible();
  // 2 × (5400 s + 150 s) at the reference's rate.
  await expect(cost.getByText('3.1', { exact: false }).first()).toBeVisible();
  await typeScript(
    page,
    '#!/bin/bash\n#SBATCH --time=9:00:00\n#SBATCH --gres=gpu:2\necho "안녕 $(hostname)"\n',
  );
  await expect(page.getByText('2번째 줄 #SBATCH --time=9:00:00 대신 아래의 실행 시간')).toBeVisible();
  await expect(page.getByText('gres=gpu:2 대신')).toHaveCount(0);
  await page.getByText('센터에 보낼 스크립트 보기').click();
  const preview = page.getByRole('region', { name: '센터에 보낼 스크립트 보기' });
  await expect(preview).toContainText('#SBATCH --time=1:30:00');
  await expect(preview).toContainText('##SBATCH --time=9:00:00');
  // Tab indents; after Escape it goes on.
  await editor(page).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('GPU', { exact: true })).toBeFocused();
  await page.getByLabel('이름').fill('안녕 🧪');
  await launchButton(page).click();
  await page.waitForURL(isLaunchPage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('안녕 🧪');
});

test('what cannot run is refused in words at its field, and everything typed stays', async ({ page }) => {
  await become(page, 'graduate');
  await openForm(page);
  await page.locator('input[name="place"][value="hangang/gpu"]').check();
  await page.getByLabel('이름').fill('남는 이름');
  await page.getByLabel('가장 길게').fill('40h');
  await page.getByLabel('GPU', { exact: true }).fill('64');
  await typeScript(page, ' \n');
  await expect(
    page.getByText('여기서는 한 번에 8시간까지 쓸 수 있어요. 그 안으로 바꿔 주세요.'),
  ).toBeVisible();
  await expect(page.getByText('여기서는 한 번에 GPU 4개까지 쓸 수 있어요. 줄여 주세요.')).toBeVisible();
  await expect(page.getByText('스크립트가 비어 있어요. 실행할 내용을 적어 주세요.')).toBeVisible();
  await expect(page.getByRole('link', { name: '시간 신청하기' })).toHaveAttribute('href', '/requests/new');
  await launchButton(page).click();
  await expect(page.getByRole('alert')).toContainText('아직 실행하지 않았어요');
  await expect(editor(page)).toBeFocused();
  expect(new URL(page.url()).pathname).toBe('/launch/new');
  await expect(page.getByLabel('이름')).toHaveValue('남는 이름');
  await expect(page.getByLabel('가장 길게')).toHaveValue('40h');
  await page.getByLabel('이름').fill('가'.repeat(300));
  await expect(page.getByText('이름은 한 줄, 100자까지예요.', { exact: false })).toBeVisible();
});

test('hostile names arrive as they were typed; a double click launches once', async ({ page }) => {
  await become(page, 'graduate');
  await openForm(page);
  const name = `"하나" 'two' | $(touch /tmp/x) \`id\` <b>🧪`;
  await page.getByLabel('이름').fill(name);
  await launchButton(page).dblclick();
  await page.waitForURL(isLaunchPage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goto('/launches');
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(1);
});

test('two tabs spend the last hours once', async ({ page, context }) => {
  await become(page, 'pupil');
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await openForm(tab);
    await tab.locator('input[name="place"][value="hangang/gpu"]').check();
    await tab.getByLabel('GPU', { exact: true }).fill('2');
    await tab.getByLabel('가장 길게').fill('7:00');
    await tab.getByLabel('이름').fill('마지막 시간');
    await typeScript(tab, 'sleep 40\n');
    await expect(tab.getByText('실행하면', { exact: false }).first()).toBeVisible();
  }
  await Promise.all([page, other].map((tab) => launchButton(tab).click()));
  const refusalOf = (tab: Page) => tab.getByRole('alert').filter({ hasText: '아직 실행하지 않았어요' });
  const outcomes = await Promise.all(
    [page, other].map((tab) =>
      Promise.race([
        tab.waitForURL(isLaunchPage).then(() => 'launched'),
        refusalOf(tab)
          .waitFor()
          .then(() => 'refused'),
      ]),
    ),
  );
  expect(outcomes.sort()).toEqual(['launched', 'refused']);
  const refused = isLaunchPage.test(page.url()) ? other : page;
  await expect(refusalOf(refused)).toContainText('남았어요');
  await expect(refusalOf(refused).getByRole('link', { name: '시간 신청하기' })).toBeVisible();
  await expect(refused.getByLabel('이름')).toHaveValue('마지막 시간');
});

test('what was typed and not sent is offered after a reload, and can be thrown away', async ({ page }) => {
  await become(page, 'teacher');
  await openForm(page);
  await typeScript(page, 'echo 아직\n');
  await expect.poll(() => page.evaluate(() => Object.values(sessionStorage).join())).toContain('echo 아직');
  await page.reload();
  await page.getByRole('button', { name: '이어서 쓰기' }).click();
  await expect(editor(page)).toContainText('echo 아직');
  await page.reload();
  await page.getByRole('button', { name: '버리기' }).click();
  await page.reload();
  await expect(page.locator('.cm-content')).toBeVisible();
  await expect(page.getByRole('button', { name: '버리기' })).toHaveCount(0);
});

test('the form works without script, and keeps what was typed', async ({ browser, baseURL }) => {
  const context: BrowserContext = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'ko-KR',
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  await become(page, 'teacher');
  await page.goto('/launch/new');
  await page.getByLabel('이름').fill('맨 화면');
  await page.getByLabel('실행할 내용').fill('echo plain\necho two\n');
  await page.getByLabel('가장 길게').fill('0');
  await launchButton(page).click();
  await expect(page.getByText('실행 시간을 읽지 못했어요.', { exact: false }).first()).toBeVisible();
  await expect(page.getByLabel('이름')).toHaveValue('맨 화면');
  await expect(page.getByLabel('실행할 내용')).toHaveValue('echo plain\necho two\n');
  await page.getByLabel('가장 길게').fill('5m');
  await launchButton(page).click();
  await page.waitForURL(isLaunchPage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('맨 화면');
  await context.close();
});
