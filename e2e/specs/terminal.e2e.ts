import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright';
import { ApiClient } from '../fixtures/api-client';
import { storyModu } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* A student at a login node: Korean, size, links, find, a phone's keys. What is on the screen is read as a screen reader reads it. */

const url = () => process.env['MODU_STORY_URL'] ?? '';

async function enter(context: BrowserContext, name: string): Promise<void> {
  await context.request.post(`${url()}/become`, {
    form: { email: `${name}@demo.modu` },
    headers: { origin: url() },
  });
}

/** An open terminal, its letters as text, or drawn as most people see it. */
async function openTerminal(page: Page, cluster: string, isForReader = true): Promise<void> {
  const look = JSON.stringify({ fontSize: 14, isForReader });
  await page.addInitScript((kept) => localStorage.setItem('modu-terminal', kept), look);
  await page.goto(`${url()}/terminal?cluster=${cluster}`);
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
}

/** Every story ends its shells, so that the next has seats. */
test.afterEach(async ({ page }) => {
  const tabs = page.getByRole('button', { name: /센터 닫기$/ });
  for (let left = await tabs.count(); left > 0; left--) await tabs.first().click();
});

const screen = (page: Page) => page.getByRole('group', { name: /터미널 화면/ });

async function type(page: Page, line: string): Promise<void> {
  await screen(page).getByRole('textbox').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Lines and columns as the page shows them, in the order of `stty size`. */
async function sizeShown(page: Page): Promise<string> {
  const text = await page.getByText(/\d+칸 \d+줄/).textContent();
  return (text ?? '').replace(/^.*?(\d+)칸 (\d+)줄.*$/, '$2 $1');
}

test('Korean is typed and shown; the portal’s job is in the queue; the shell knows the size', async ({
  page,
  context,
}) => {
  await enter(context, 'student');
  const token = await storyModu('token', 'create', '--person', 'student@demo.modu');
  const client = new ApiClient(url(), token);
  const script = '#!/bin/sh\nsleep 120\n';
  const launch = await client.launch({
    cluster: 'hangang',
    name: '줄에 보일 작업',
    script,
    walltimeSeconds: 300,
  });
  const { schedulerJobId } = await client.waitFor(launch.id, ['queued', 'running']);

  // As an input method commits it; xterm takes no such text while it writes for a screen reader.
  await openTerminal(page, 'hangang', false);
  await screen(page).getByRole('textbox').focus();
  await page.keyboard.insertText('echo "한글|입력" | sed s/입력/출력/; squeue; echo size: $(stty size)');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '보기 설정' }).click();
  await page.getByLabel('화면 낭독기로 읽기').check();
  await page.keyboard.press('Escape');
  await expect(screen(page)).toContainText('한글|출력');
  await expect(screen(page)).toContainText(String(schedulerJobId));
  const first = await sizeShown(page);
  await expect(screen(page)).toContainText(`size: ${first}`);

  await page.setViewportSize({ width: 900, height: 500 });
  // A page that is made smaller settles in steps; the shell is asked again until both say the same.
  await expect(async () => {
    const now = await sizeShown(page);
    expect(now).not.toBe(first);
    await type(page, `echo "now: $(stty size)"`);
    await expect(screen(page)).toContainText(`now: ${now}`, { timeout: 5_000 });
  }).toPass();
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
  const tab = page.getByRole('tab', { name: '한강 센터 · 로그인 노드' });
  // A press while the page still wakes up opens nothing: as a person would, press again.
  await expect(async () => {
    if ((await tab.count()) === 0)
      await page.getByRole('button', { name: '한강 센터 열기' }).click({ timeout: 5_000 });
    await expect(tab).toHaveAttribute('aria-selected', 'true', { timeout: 3_000 });
  }).toPass();
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '한강 센터 닫기' }).click();
  await expect(page.getByRole('heading', { name: '어느 센터에서 열까요?' })).toBeVisible();
});

test('the shell outlives the connection: cut, it joins again by itself; in another browser, the same screen', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000);
  await enter(context, 'student');
  await openTerminal(page, 'hangang');
  await type(page, 'word=alive-$((40+2)); echo $word');
  await expect(screen(page)).toContainText('alive-42');

  await context.setOffline(true);
  await expect(page.getByText('연결이 끊겨서 다시 잇는 중이에요.')).toBeVisible();
  await type(page, 'echo not-sent');
  // News may still come in on the line that was open: the page cannot load anything now, and stays as it is.
  const client = new ApiClient(
    url(),
    (await storyModu('token', 'create', '--person', 'student@demo.modu')).trim(),
  );
  await client.launch({ cluster: 'hangang', name: 'meanwhile', script: '#!/bin/sh\n', walltimeSeconds: 60 });
  await pause(3_000);
  await context.setOffline(false);
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible();
  await type(page, 'echo "again:$word"');
  await expect(screen(page)).toContainText('again:alive-42');
  await expect(screen(page)).not.toContainText('not-sent');

  // A reload goes on with it without asking.
  await page.goto(`${url()}/terminal`);
  await expect(page.getByRole('tab')).toHaveCount(1);
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible();
  await expect(screen(page)).toContainText('again:alive-42');

  const elsewhere = await browser.newContext({ locale: 'ko-KR' });
  await enter(elsewhere, 'student');
  const other = await elsewhere.newPage();
  await other.addInitScript(() =>
    localStorage.setItem('modu-terminal', JSON.stringify({ fontSize: 14, isForReader: true })),
  );
  await other.goto(`${url()}/terminal`);
  await expect(other.getByRole('tab', { name: /한강 센터 · 로그인 노드.*부터/ })).toBeVisible();
  await expect(other.getByText('이 터미널은 다른 기기나 창에서 쓰고 있어요.')).toBeVisible();
  await other.getByRole('button', { name: '여기로 가져오기' }).click();
  await expect(screen(other)).toContainText('again:alive-42');
  await type(other, 'echo "there:$word"');
  await expect(screen(other)).toContainText('there:alive-42');
  await expect(page.getByText('이 터미널은 다른 기기나 창에서 쓰고 있어요.')).toBeVisible();

  // Nothing of it for anybody else.
  const stranger = await browser.newContext({ locale: 'ko-KR' });
  await enter(stranger, 'graduate');
  const third = await stranger.newPage();
  await third.goto(`${url()}/terminal`);
  await expect(third.getByRole('heading', { name: '어느 센터에서 열까요?' })).toBeVisible();
  await expect(third.getByRole('tab')).toHaveCount(0);

  await page.getByRole('button', { name: '여기로 가져오기' }).click();
  await expect(screen(page)).toContainText('there:alive-42');
  await page.getByRole('button', { name: '한강 센터 닫기' }).click();
  await other.reload();
  await expect(other.getByRole('heading', { name: '어느 센터에서 열까요?' })).toBeVisible();
  await elsewhere.close();
  await stranger.close();
});

test('two terminals are seen at once, side by side or one above the other, and the keyboard goes between them', async ({
  page,
  context,
}) => {
  await enter(context, 'teacher');
  await openTerminal(page, 'hangang');
  await type(page, 'word=first; echo one-$((40+2))');
  await expect(screen(page)).toContainText('one-42');
  const split = page.getByRole('button', { name: '둘로 나눠 보기' });
  await split.press('Enter');
  await expect(split).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('이어짐', { exact: true })).toHaveCount(2, { timeout: 60_000 });
  // By their panels, which are there also while they are not seen.
  const panels = page.getByRole('tabpanel', { includeHidden: true });
  const screenIn = (at: number) =>
    panels.nth(at).getByRole('group', { name: /터미널 화면/, includeHidden: true });
  const [left, right] = [screenIn(0), screenIn(1)];
  // The new one has the keys.
  await expect(right.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('word=second; echo two-$((40+2))\n');
  await expect(right).toContainText('two-42');
  await expect(left).toContainText('one-42');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(left.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('echo "here:$word"\n');
  await expect(left).toContainText('here:first');
  await expect(page.getByRole('tab').first()).toHaveAttribute('aria-selected', 'true');
  // What is reached in one of them stays reached: a button of its own keeps the keys.
  await right.getByRole('textbox').focus();
  await page.keyboard.press('Control+Shift+ArrowDown');
  await page.getByRole('button', { name: '찾기', exact: true }).first().focus();
  await expect(page.getByRole('button', { name: '찾기', exact: true }).first()).toBeFocused();

  const places = async () => [await left.boundingBox(), await right.boundingBox()] as const;
  const [a, b] = await places();
  expect(a?.y).toBe(b?.y);
  expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThanOrEqual(b?.x ?? 0);
  await page.getByRole('button', { name: '위아래로 놓기' }).click();
  await expect.poll(async () => (await places())[0]?.x === (await places())[1]?.x).toBe(true);
  const [above, below] = await places();
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  // The shells know how much each has.
  await right.getByRole('textbox').focus();
  await page.keyboard.type('echo "size:$(stty size)"\n');
  await expect(right).toContainText(/size:\d+ \d+/);

  // From the choice of another centre a tab leads back to one, and the two that live are seen again when asked.
  await page.getByRole('button', { name: '새 터미널' }).click();
  await expect(right).toBeHidden();
  await page.getByRole('tab').last().click();
  await expect(right).toBeVisible();
  await expect(left).toBeHidden();
  await split.click();
  await expect(left).toBeVisible();
  await expect(right).toContainText('two-42');

  // A narrow screen shows one, and the tabs lead to the other.
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(right).toBeVisible();
  await expect(left).toBeHidden();
  await page.getByRole('tab').first().click();
  await expect(left).toBeVisible();
  await expect(right).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });
  await split.click();
  await expect(split).toHaveAttribute('aria-pressed', 'false');
  await expect(left).toBeVisible();
  await expect(right).toBeHidden();
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
    await type(page, 'echo begun-$((40+2)); sleep 600');
    await expect(screen(page)).toContainText('begun-42');
    const ctrl = page.getByRole('button', { name: 'Ctrl', exact: true });
    await ctrl.tap();
    await expect(ctrl).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.type('c');
    await expect(ctrl).toHaveAttribute('aria-pressed', 'false');
    await type(page, 'echo free-$((40+2))');
    await expect(screen(page)).toContainText('free-42');
    await page.getByRole('button', { name: '위', exact: true }).tap();
    await page.keyboard.press('Enter');
    const again = screen(page)
      .getByRole('listitem')
      .filter({ hasText: /^free-42$/ });
    await expect(again).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test('a terminal opens inside a running job from its page, sees its GPU, and ends with it', async ({
  page,
  context,
}) => {
  await enter(context, 'student');
  const token = await storyModu('token', 'create', '--person', 'student@demo.modu');
  const client = new ApiClient(url(), token);
  const script = '#!/bin/sh\nsleep 300\n';
  const draft = { name: '들여다볼 작업', script, gpus: 1, walltimeSeconds: 600 };
  const launch = await client.launch({ cluster: 'hangang', ...draft });
  const { schedulerJobId } = await client.waitFor(launch.id, ['running']);
  const look = JSON.stringify({ fontSize: 14, isForReader: true });
  await page.addInitScript((kept) => localStorage.setItem('modu-terminal', kept), look);

  await page.goto(`${url()}/launches/${launch.id}`);
  await page.getByRole('link', { name: '작업 안 터미널 열기' }).click();
  await expect(page.getByRole('tab', { name: '들여다볼 작업 · 작업 안' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
  await type(page, 'echo "job:$SLURM_JOB_ID gpu:[$CUDA_VISIBLE_DEVICES]"');
  await expect(screen(page)).toContainText(new RegExp(`job:${schedulerJobId} gpu:\\[\\d\\]`));

  // A reload goes on with the same shell.
  await type(page, 'word=alive-$((40+2))');
  await page.reload();
  await expect(page.getByText('이어짐', { exact: true })).toBeVisible();
  await type(page, 'echo "again:$word"');
  await expect(screen(page)).toContainText('again:alive-42');

  await client.call('POST', `/launches/${launch.id}/cancel`);
  await expect(page.getByText('작업이 끝나서 그 안의 터미널도 닫혔어요.')).toBeVisible({ timeout: 60_000 });
  // The hours come back, which loads the page's data anew: what was on the screen stays.
  await client.waitFor(launch.id, ['settled']);
  await pause(2_000);
  await expect(page.getByText('작업이 끝나서 그 안의 터미널도 닫혔어요.')).toBeVisible();
  await page.getByRole('link', { name: '작업 보기' }).click();
  await expect(page).toHaveURL(new RegExp(launch.id));
  await expect(page.getByRole('link', { name: '작업 안 터미널 열기' })).toHaveCount(0);
});

test('where the scheduler lets nobody in, the page says so', async ({ page, context }) => {
  await enter(context, 'graduate');
  const token = await storyModu('token', 'create', '--person', 'graduate@demo.modu');
  const client = new ApiClient(url(), token);
  const draft = { name: 'PBS의 작업', script: '#!/bin/sh\nsleep 300\n', gpus: 1, walltimeSeconds: 600 };
  const launch = await client.launch({ cluster: 'nuri', ...draft });
  await client.waitFor(launch.id, ['running']);
  await page.goto(`${url()}/launches/${launch.id}`);
  await expect(page.getByText('이 센터의 스케줄러에서는 열 수 없어요')).toBeVisible();
  await expect(page.getByRole('link', { name: '작업 안 터미널 열기' })).toHaveCount(0);
  await client.call('POST', `/launches/${launch.id}/cancel`);
});
