import type { BrowserContext, Page } from 'playwright';
import { expect, test } from '../fixtures/watched';

/* A student at a login node: Korean, size, links, find, a phone's keys. What is on the screen is read as a screen reader reads it. */

const url = () => process.env['MODU_STORY_URL'] ?? '';

async function enter(context: BrowserContext, name: string): Promise<void> {
  await context.request.post(`${url()}/become`, {
    form: { email: `${name}@demo.modu` },
    headers: { origin: url() },
  });
}

/** An open terminal, its letters as text. */
async function openTerminal(page: Page, cluster: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('modu-terminal', '{"fontSize":14,"isForReader":true}'));
  await page.goto(`${url()}/terminal?cluster=${cluster}`);
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
}

const screen = (page: Page) => page.getByRole('group', { name: /터미널 화면/ });

async function type(page: Page, line: string): Promise<void> {
  await screen(page).getByRole('textbox').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('a shell that ends says so and opens again; the queue of PBS is there too', async ({
  page,
  context,
}) => {
  await enter(context, 'graduate');
  await openTerminal(page, 'nuri');
  await type(page, 'qstat; echo after-$((40+2))');
  await expect(screen(page)).toContainText('after-42');
  await type(page, 'exit 3');
  await expect(page.getByText('셸이 3번으로 끝났어요.')).toBeVisible();
  await page.getByRole('button', { name: '다시 열기' }).click();
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible();
  await type(page, 'echo again-$((40+2))');
  await expect(screen(page)).toContainText('again-42');
});

test('without a cluster one is chosen; a closed tab leads back to the choice', async ({ page, context }) => {
  await enter(context, 'teacher');
  await page.goto(`${url()}/terminal`);
  await page.getByRole('button', { name: '한강 센터 열기' }).click();
  await expect(page.getByRole('tab', { name: '한강 센터 · 로그인 노드' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '한강 센터 닫기' }).click();
  await expect(page.getByRole('heading', { name: '어느 센터에서 열까요?' })).toBeVisible();
});

test('who has no login of their own has no terminal', async ({ page, context }) => {
  await enter(context, 'reviewer');
  const answer = await page.goto(`${url()}/terminal`);
  expect(answer?.status()).toBe(403);
});
