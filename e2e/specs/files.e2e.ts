import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FileChooser, Page } from 'playwright';
import { test as unwatched } from 'playwright/test';
import { enterAs } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* Files of one's own login: up, looked at, changed, away and back, and down again, bit for bit. */

const run = Date.now().toString(36);
const folder = `이야기 ${run}`;
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** One red dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const file = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const menuOf = async (page: Page, name: string, action: string) => {
  const item = page.getByRole('menuitem', { name: action });
  // A press while the page still wakes up opens nothing: as a person would, press again.
  await expect(async () => {
    await page.getByRole('button', { name: `${name} 메뉴` }).click({ timeout: 5_000 });
    await expect(item).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await item.click();
};

async function openFolder(page: Page): Promise<void> {
  await page.goto(`/files/hangang?${new URLSearchParams({ path: folder })}`);
  await expect(page.getByRole('navigation', { name: '폴더 경로' })).toContainText(folder);
}

/** A press while the page still wakes up opens nothing: as a person would, press again. */
async function choose(page: Page, files: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 3_000 });
    await page.getByRole('button', { name: '올리기', exact: true }).click();
    await (await chooser).setFiles(files);
  }).toPass();
}

async function upload(page: Page, ...files: { name: string; buffer: Buffer }[]): Promise<void> {
  await choose(
    page,
    files.map((one) => ({ mimeType: 'application/octet-stream', ...one })),
  );
  await expect(page.getByText('다 올렸어요')).toHaveCount(files.length);
}

test.describe.configure({ mode: 'serial' });
test.beforeEach(({ context }) => enterAs(context, 'student'));

test('a new folder; what is uploaded is looked at, and comes down as it went up', async ({ page }) => {
  await page.goto('/files');
  await page.getByRole('link', { name: '한강 센터 열기' }).click();
  await page.getByRole('button', { name: '새 폴더' }).click();
  await page.getByRole('textbox', { name: '이름' }).fill(folder);
  await page.getByRole('button', { name: '만들기' }).click();
  await file(page, folder).click();
  await expect(page.getByText('이 폴더는 비어 있어요')).toBeVisible();
  const large = randomBytes(20_000_000);
  await upload(
    page,
    { name: '점수.csv', buffer: Buffer.from('이름,점수\n"김, 민지",90\n<b>서준</b>,85\n') },
    { name: '점.png', buffer: dot },
    { name: '큰 것.bin', buffer: large },
  );
  await file(page, '점수.csv').click();
  const table = page.getByRole('table', { name: '미리 보기: 점수.csv' });
  await expect(table.getByRole('row')).toHaveText(['이름점수', '김, 민지90', '<b>서준</b>85']);
  await openFolder(page);
  await file(page, '점.png').click();
  const picture = page.getByRole('img', { name: '점.png 그림' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await openFolder(page);
  const coming = page.waitForEvent('download');
  await menuOf(page, '큰 것.bin', '내려받기');
  const download = await coming;
  expect(download.suggestedFilename()).toBe('큰 것.bin');
  expect(hash(readFileSync(await download.path()))).toBe(hash(large));
});

test('a name is changed, refused where it is taken, and a thing comes back from the trash', async ({
  page,
}) => {
  await openFolder(page);
  await menuOf(page, '점.png', '이름 바꾸기');
  const name = page.getByRole('textbox', { name: '이름' });
  await name.fill('점수.csv');
  await page.getByRole('button', { name: '이름 바꾸기' }).click();
  await expect(page.getByText('같은 이름이 이미 있어요.', { exact: false })).toBeVisible();
  await name.fill('빨간 점.png');
  await page.getByRole('button', { name: '이름 바꾸기' }).click();
  await expect(file(page, '빨간 점.png')).toBeVisible();
  await menuOf(page, '빨간 점.png', '휴지통으로');
  await expect(file(page, '빨간 점.png')).toHaveCount(0);
  await page.getByRole('link', { name: '휴지통 열기' }).click();
  await page.getByRole('button', { name: `${folder}/빨간 점.png 되돌리기` }).click();
  await expect(page.getByText(`${folder}/빨간 점.png로 되돌렸어요.`)).toBeVisible();
  await openFolder(page);
  await expect(file(page, '빨간 점.png')).toBeVisible();
});

test('two editors on one file: the second is told, and keeps what was typed', async ({ page, context }) => {
  await openFolder(page);
  await upload(page, { name: 'train.py', buffer: Buffer.from('print(1)\n') });
  const second = await context.newPage();
  const editor = (of: Page) => of.getByRole('textbox', { name: '내용' });
  for (const of of [page, second]) {
    await of.goto(`/files/hangang?${new URLSearchParams({ path: `${folder}/train.py`, edit: 'yes' })}`);
    await expect(of.locator('.cm-editor')).toBeVisible();
  }
  await editor(page).fill('print("first")');
  await page.getByRole('button', { name: '저장하기' }).click();
  await expect(page.getByText('저장했어요.', { exact: true })).toBeVisible();
  await editor(second).fill('print("second")');
  await second.getByRole('button', { name: '저장하기' }).click();
  await expect(second.getByText('그사이에 이 파일이 다른 곳에서 바뀌었어요')).toBeVisible();
  await expect(second.getByRole('region', { name: '센터에 지금 있는 내용' })).toHaveText('print("first")');
  await expect(editor(second)).toHaveText('print("second")');
  await second.getByRole('button', { name: '내 것을 다른 이름으로 저장' }).click();
  await expect(second.getByText(`${folder}/train (2).py로 저장했어요.`)).toBeVisible();
  await openFolder(page);
  await file(page, 'train (2).py').click();
  await expect(page.getByRole('region', { name: '미리 보기: train (2).py' })).toHaveText('print("second")');
});

/* Not watched: the browser itself complains of a connection that is lost. */
unwatched('an upload goes on by itself after the connection was lost', async ({ page, context }) => {
  await enterAs(context, 'student');
  await page.goto('/files/hangang');
  const name = `끊긴 것 ${run}.bin`;
  const large = randomBytes(40_000_000);
  let pieces = 0;
  await page.route('**/files/hangang/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && ++pieces === 2) {
      await context.setOffline(true);
      await route.abort('internetdisconnected');
      setTimeout(() => void context.setOffline(false), 1_500);
    } else await route.continue();
  });
  await choose(page, { name, mimeType: 'application/octet-stream', buffer: large });
  await expect(page.getByText('다 올렸어요')).toBeVisible({ timeout: 30_000 });
  expect(pieces).toBeGreaterThan(3);
  const answer = await page.request.get(`/files/hangang/content?${new URLSearchParams({ path: name })}`);
  expect(hash(await answer.body())).toBe(hash(large));
});
