import type { BrowserContext, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { ApiClient } from '../fixtures/api-client';
import { modu } from '../fixtures/portal-process';

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

test('Korean is typed and shown, the shell knows the size, and the portal’s job is in the queue', async ({
  page,
  context,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  await enter(context, 'student');
  const client = new ApiClient(
    url(),
    await modu(process.env['MODU_STORY_DATA'] ?? '', 'token', 'create', '--person', 'student@demo.modu'),
  );
  const launch = await client.launch({
    cluster: 'hangang',
    kind: 'batch',
    name: '줄에 보일 작업',
    script: '#!/bin/sh\nsleep 60\n',
    gpus: 1,
    cores: 1,
    walltimeSeconds: 300,
  });
  const { schedulerJobId } = await client.waitFor(launch.id, ['queued', 'running']);

  await openTerminal(page, 'hangang');
  await type(page, 'printf "\\uac00\\ub098|\\n"; stty size');
  await expect(screen(page)).toContainText('가나|');
  await type(page, 'squeue');
  await expect(screen(page)).toContainText(String(schedulerJobId));

  const before = await page.getByText(/\d+칸 \d+줄/).textContent();
  await page.setViewportSize({ width: 900, height: 500 });
  await expect(page.getByText(/\d+칸 \d+줄/)).not.toHaveText(before ?? '');
  const [, columns, rows] =
    /(\d+)칸 (\d+)줄/.exec((await page.getByText(/\d+칸 \d+줄/).textContent()) ?? '') ?? [];
  await type(page, 'echo size: $(stty size)');
  await expect(screen(page)).toContainText(`size: ${rows} ${columns}`);
  expect(violations).toEqual([]);
  await client.call('POST', `/launches/${launch.id}/cancel`);
});

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

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('the extra keys are there: Ctrl is held for one letter', async ({ page, context }) => {
    await enter(context, 'pupil');
    await openTerminal(page, 'hangang');
    await type(page, 'sleep 600');
    await page.getByRole('button', { name: 'Ctrl', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Ctrl', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await screen(page).getByRole('textbox').focus();
    await page.keyboard.type('c');
    await expect(page.getByRole('button', { name: 'Ctrl', exact: true })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    await type(page, 'echo free-$((40+2))');
    await expect(screen(page)).toContainText('free-42');
    await page.getByRole('button', { name: '위', exact: true }).click();
    await page.keyboard.press('Enter');
    await expect(screen(page).getByText('free-42')).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
