import type { Page } from 'playwright';
import { ApiClient } from '../fixtures/api-client';
import { enterAs, storyModu } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* Nobody loses work to a time limit: the notice, more time in one click, and the way on where there is none. */

async function clientOf(name: string): Promise<ApiClient> {
  return new ApiClient(story.url, await storyModu('token', 'create', '--person', `${name}@demo.modu`));
}

const script = '#!/bin/sh\nsleep 900\n';
const time = (page: Page) => page.getByRole('region', { name: '남은 시간' });

test('two minutes before the limit every page says so; one click gives more time, and the centre really has it', async ({
  page,
  context,
}) => {
  test.setTimeout(300_000);
  await enterAs(context, 'graduate');
  const client = await clientOf('graduate');
  // Twice the shortest notice: it comes after two minutes.
  const name = '곧 끝날 작업';
  const launch = await client.launch({ cluster: 'hangang', name, script, gpus: 1, walltimeSeconds: 240 });
  await client.waitFor(launch.id, ['running']);
  await page.goto('/hours');
  const banner = page.getByRole('complementary', { name: '곧 끝나는 작업' });
  await expect(banner).toContainText(/‘곧 끝날 작업’ 작업이 [01]:\d\d 뒤에/, { timeout: 150_000 });
  await expect(page.getByRole('status').getByText('약 2분 뒤에 시간 한도에 닿아')).toBeAttached();
  // The mail comes by itself; it alone has the whole address.
  const address = `${story.url}/launches/${launch.id}`;
  const mailed = async () => (await (await page.request.get('/demo/outbox')).text()).includes(address);
  await expect.poll(mailed, { timeout: 30_000 }).toBe(true);
  await banner.getByRole('button', { name: '30분 늘리기' }).click();
  await expect(banner).toHaveCount(0, { timeout: 60_000 });
  expect(page.url()).toContain('/hours');

  const { body } = await client.call<{ walltimeSeconds: number; schedulerJobId: string }>(
    'GET',
    `/launches/${launch.id}`,
  );
  expect(body.walltimeSeconds).toBe(2_040);
  await page.goto(`/launches/${launch.id}`);
  await expect(time(page)).toContainText('모두 34분까지 늘렸어요.');
  await client.call('POST', `/launches/${launch.id}/cancel`);
  await client.waitFor(launch.id, ['settled']);
});

test('from the job’s page on PBS; too few hours say how many there are and who can give more', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  await enterAs(context, 'pupil');
  const client = await clientOf('pupil');
  const launch = await client.launch({
    cluster: 'nuri',
    name: '긴 작업',
    script,
    gpus: 1,
    walltimeSeconds: 600,
  });
  await client.waitFor(launch.id, ['running']);
  await page.goto(`/launches/${launch.id}`);
  await time(page).getByLabel('얼마나 늘릴까요?').selectOption({ label: '1시간 더 · 모두 1시간 10분' });
  await time(page).getByRole('button', { name: '1시간 늘리기' }).click();
  await expect(time(page)).toContainText('모두 1시간 10분까지 늘렸어요.', { timeout: 60_000 });
  await expect(page.getByText('1:10:00')).toBeVisible();

  // Whoever has nothing left.
  const { body: all } = await client.call<{ items: { id: string; freeMilliGpuSeconds: number }[] }>(
    'GET',
    '/allocations',
  );
  // A launch is paid from one allocation.
  const [most] = all.items.toSorted((a, b) => b.freeMilliGpuSeconds - a.freeMilliGpuSeconds);
  const rate = 0.7 * 1000;
  const gpus = 4;
  const seconds = Math.floor((most?.freeMilliGpuSeconds ?? 0) / (gpus * rate)) - 400;
  const big = await client.launch({
    cluster: 'nuri',
    name: '남김없이',
    allocation: most?.id,
    script,
    gpus,
    walltimeSeconds: Math.min(seconds, 6 * 3600),
  });
  await client.waitFor(big.id, ['running']);
  await page.goto(`/launches/${big.id}`);
  const select = time(page).getByLabel('얼마나 늘릴까요?');
  await expect(select).toBeVisible();
  await select.selectOption({ index: (await select.locator('option').count()) - 1 });
  await time(page)
    .getByRole('button', { name: /늘리기$/ })
    .click();
  await expect(time(page)).toContainText(/더 있어야 하는데 .* 남았어요/);
  await expect(time(page).getByRole('link', { name: /시간 신청하기|선생님께 부탁하기/ })).toBeVisible();
  for (const { id } of [launch, big]) await client.call('POST', `/launches/${id}/cancel`);
});

test('where the centre extends nothing, the way on is the same settings again; an operator decides', async ({
  page,
  context,
  browser,
}) => {
  const operator = await browser.newContext({ locale: 'ko-KR', baseURL: story.url });
  await enterAs(operator, 'operator');
  const desk = await operator.newPage();
  const setLimit = async (hours: string) => {
    await desk.goto('/operate/clusters/nuri');
    await desk.getByLabel('모두 합쳐 몇 시간까지').fill(hours);
    await desk
      .getByRole('region', { name: '도는 작업의 시간 늘리기' })
      .getByRole('button', { name: '저장' })
      .click();
    await expect(desk.getByLabel('모두 합쳐 몇 시간까지')).toHaveValue(hours);
  };
  await setLimit('');
  await enterAs(context, 'student');
  const client = await clientOf('student');
  const name = '늘릴 수 없는 작업';
  const launch = await client.launch({ cluster: 'nuri', name, script, gpus: 1, walltimeSeconds: 600 });
  await client.waitFor(launch.id, ['running']);
  await page.goto(`/launches/${launch.id}`);
  await expect(time(page)).toContainText('이 작업은 도는 중에 시간을 늘릴 수 없어요.');
  await time(page).getByRole('link', { name: '같은 설정으로 실행하기' }).click();
  await expect(page.getByLabel('이름')).toHaveValue(name);
  await setLimit('8');
  await client.call('POST', `/launches/${launch.id}/cancel`);
  await operator.close();
});
