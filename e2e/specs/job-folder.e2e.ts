import { ApiClient } from '../fixtures/api-client';
import { enterAs, storyModu } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A launch's own folder, on its page. */

const script = '#!/bin/sh\nmkdir -p 안쪽\necho 쓴-글 > 안쪽/글.txt\n';
let page1: string;

test.beforeAll(async () => {
  const token = await storyModu('token', 'create', '--person', 'student@demo.modu');
  const client = new ApiClient(process.env['MODU_STORY_URL'] ?? '', token);
  const launch = await client.launch({ cluster: 'hangang', name: '폴더 보기', script, walltimeSeconds: 300 });
  await client.waitFor(launch.id, ['settled']);
  page1 = `/launches/${launch.id}`;
});

test('the folder of a launch is a tab of its results: looked into, and its files opened', async ({
  page,
  context,
}) => {
  await enterAs(context, 'student');
  await page.goto(page1);
  await page.getByRole('link', { name: '작업 폴더' }).press('Enter');
  const folder = page.getByRole('list', { name: '작업 폴더' });
  await expect(folder.getByRole('link', { name: 'user.sh' })).toBeVisible();
  await folder.getByRole('link', { name: 'work' }).click();
  await folder.getByRole('link', { name: '안쪽' }).click();
  await expect(folder.getByRole('link', { name: '글.txt' })).toBeVisible();
  await folder.getByRole('link', { name: '위 폴더' }).click();
  await expect(folder.getByRole('link', { name: '안쪽' })).toBeVisible();
  // The back button goes where one was, and a reload stays there.
  await page.goBack();
  await page.reload();
  await folder.getByRole('link', { name: '글.txt' }).click();
  await expect(page.getByText('쓴-글')).toBeVisible();
});

test('a folder is read again when asked, and one that is gone is told in words', async ({
  page,
  context,
}) => {
  await enterAs(context, 'student');
  await page.goto(`${page1}/folder?path=work`);
  await expect(page.getByRole('link', { name: '안쪽' })).toBeVisible();
  const read = page.waitForResponse((response) => response.url().includes('/folder'));
  await page.getByRole('button', { name: '다시 읽기' }).click();
  await read;
  await expect(page.getByRole('link', { name: '안쪽' })).toBeVisible();
  await page.goto(`${page1}/folder?path=없는-곳`);
  await expect(page.getByText('폴더가 아직 없거나 지워졌어요.')).toBeVisible();
  await page.getByRole('link', { name: '위 폴더' }).click();
  await expect(page.getByRole('link', { name: 'work' })).toBeVisible();
});

test('the folder works without script too', async ({ browser, contextOptions }) => {
  const context = await browser.newContext({ ...contextOptions, javaScriptEnabled: false });
  await enterAs(context, 'student');
  const page = await context.newPage();
  await page.goto(new URL(page1, process.env['MODU_STORY_URL']).href);
  await page.getByRole('link', { name: '작업 폴더' }).click();
  await page.getByRole('link', { name: 'work' }).click();
  await expect(page.getByRole('link', { name: '안쪽' })).toBeVisible();
  await page.getByRole('button', { name: '다시 읽기' }).click();
  await expect(page.getByRole('link', { name: '안쪽' })).toBeVisible();
  await context.close();
});
