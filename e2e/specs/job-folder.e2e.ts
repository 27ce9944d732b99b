import { ApiClient } from '../fixtures/api-client';
import { enterAs, storyModu } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A launch's own folder, on its page. */

test('the folder of a launch is a tab of its results: looked into, and its files opened', async ({
  page,
  context,
}) => {
  await enterAs(context, 'student');
  const token = await storyModu('token', 'create', '--person', 'student@demo.modu');
  const client = new ApiClient(process.env['MODU_STORY_URL'] ?? '', token);
  const script = '#!/bin/sh\nmkdir -p 안쪽\necho 쓴-글 > 안쪽/글.txt\n';
  const launch = await client.launch({ cluster: 'hangang', name: '폴더 보기', script, walltimeSeconds: 300 });
  await client.waitFor(launch.id, ['settled']);

  await page.goto(`/launches/${launch.id}`);
  // By the keyboard: arrows choose a tab.
  await expect(async () => {
    await page.getByRole('tab', { name: '만든 파일' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: '작업 폴더' })).toHaveAttribute('aria-selected', 'true', {
      timeout: 2_000,
    });
  }).toPass();
  const folder = page.getByRole('list', { name: '작업 폴더' });
  await expect(folder.getByRole('link', { name: 'user.sh' })).toBeVisible();
  await folder.getByRole('button', { name: 'work' }).click();
  await folder.getByRole('button', { name: '안쪽' }).click();
  await expect(folder.getByRole('link', { name: '글.txt' })).toBeVisible();
  await folder.getByRole('button', { name: '위 폴더' }).click();
  await expect(folder.getByRole('button', { name: '안쪽' })).toBeVisible();
  await folder.getByRole('button', { name: '안쪽' }).click();
  await folder.getByRole('link', { name: '글.txt' }).click();
  await expect(page.getByText('쓴-글')).toBeVisible();
});
