import { ApiClient } from '../fixtures/api-client';
import { enterAs, storyModu } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* School Wi-Fi: what was typed outlives it. */

test('the network goes while a page loads its data, and before a form is sent: what was typed stays, and is sent once', async ({
  page,
  context,
}) => {
  await enterAs(context, 'graduate');
  const client = new ApiClient(
    story.url,
    await storyModu('token', 'create', '--person', 'graduate@demo.modu'),
  );
  const title = `끊긴 사이 ${Date.now()}`;
  await page.goto('/requests/new');
  const field = page.getByLabel('무엇을 하나요?');
  await field.fill(title);
  await page.getByLabel('왜 필요한가요?').fill('와이파이가 끊겨도 남아 있어야 해요.');
  await page.getByLabel('얼마나 필요한가요?').fill('3');

  let cuts = 0;
  let loads = 0;
  await page.route('**/requests/new.data*', (route) => {
    loads++;
    return ++cuts <= 2 ? route.abort('internetdisconnected') : route.continue();
  });
  // Hours are held: the page loads its data again, because of the bar above it.
  await client.launch({ cluster: 'hangang', name: 'meanwhile', script: '#!/bin/sh\n', walltimeSeconds: 60 });
  await expect.poll(() => loads, { timeout: 30_000 }).toBeGreaterThan(2);
  await expect(field).toHaveValue(title);

  await context.setOffline(true);
  await page.getByRole('button', { name: '신청 보내기' }).click();
  await expect(page.getByText('지금은 인터넷이 끊겨 있어 보내지 않았어요.')).toBeVisible();
  await expect(field).toHaveValue(title);
  await context.setOffline(false);
  await expect(page.getByText('지금은 인터넷이 끊겨 있어')).toHaveCount(0);
  await page.getByRole('button', { name: '신청 보내기' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await page.goto('/requests');
  await expect(page.getByRole('link', { name: title })).toHaveCount(1);
});
