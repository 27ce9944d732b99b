import type { Page } from 'playwright';
import { ApiClient, type ApiLaunch } from '../fixtures/api-client';
import { enterAs, openMailedLink, storyModu } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* A launch from its first second to its charge, on both centres, and every way in which it can end. */

const badge = (page: Page) => page.getByRole('status').filter({ hasText: /^상태: / });
const path = (page: Page) => page.getByRole('list', { name: '지나온 길' });
const output = (page: Page) => page.getByRole('region', { name: '작업의 출력' });

/** Marks the page, to tell afterwards that it was never loaded anew. */
const mark = (page: Page) => page.evaluate(() => (document.body.dataset['seen'] = 'once'));
const isMarked = (page: Page) => page.evaluate(() => document.body.dataset['seen'] === 'once');

async function clientOf(name: string): Promise<ApiClient> {
  return new ApiClient(story.url, await storyModu('token', 'create', '--person', `${name}@demo.modu`));
}

/** A launch of the API with little to say. */
const small = (name: string, script: string, more: Record<string, unknown> = {}) => ({
  kind: 'batch',
  cluster: 'hangang',
  name,
  script: `#!/bin/sh\n${script}\n`,
  gpus: 1,
  cores: 1,
  walltimeSeconds: 300,
  ...more,
});

/** Joins as somebody new, whose hours nobody else touches. */
async function signUp(page: Page): Promise<void> {
  const email = `job-${Date.now()}@hanbit.hs.kr`;
  await page.goto('/sign-up');
  await page.getByLabel('태어난 해').fill('2008');
  await page.getByLabel('태어난 달').selectOption('11');
  await page.getByRole('button', { name: '다음' }).click();
  await page.getByLabel('메일 주소').fill(email);
  await page.getByLabel('보여 줄 이름').fill('한걸음');
  await page.getByLabel('지금 어디에 있나요?').selectOption({ label: '고등학생' });
  await page.getByLabel('학교', { exact: false }).last().fill('한빛고등학교');
  await page.getByRole('button', { name: '가입 링크 받기' }).click();
  await page.waitForURL('**/sign-in/sent*');
  await openMailedLink(page, email);
  await page.getByRole('button', { name: '가입 마치기' }).click();
  await expect(page).toHaveURL('/home');
}

/** Launches an example of the launch page at a place; the page that shows it. */
async function launchExample(page: Page, example: string, place: string): Promise<void> {
  await page.goto('/launch');
  await page.getByRole('link', { name: example }).click();
  await page.locator(`input[name="place"][value="${place}"]`).check();
  await page.getByRole('region', { name: '드는 시간' }).getByRole('button', { name: '실행하기' }).click();
  await page.waitForURL(/\/launches\/[0-9A-Z]{26}$/);
}

/** Thousandths of GPU-seconds that a page writes as `1,250.5 GPU-초`. */
const milliOf = (text: string | null | undefined): number =>
  Math.round(Number((text ?? '').split(/\s/)[0]?.replaceAll(',', '')) * 1000);

test('somebody new trains on both centres: live to the end, the picture, the charge, the sum', async ({
  page: first,
  context,
}) => {
  test.setTimeout(180_000);
  await signUp(first);
  const second = await context.newPage();
  await launchExample(first, '첫 학습 실행해 보기', 'hangang/gpu');
  await launchExample(second, '첫 학습 실행해 보기', 'nuri/gpu');
  let charged = 0;
  for (const page of [first, second]) {
    await mark(page);
    // Lines arrive while it runs.
    await expect(output(page)).toContainText('epoch');
    await expect(badge(page)).toHaveText('상태: 끝남', { timeout: 60_000 });
    await expect(output(page)).toContainText(/accuracy/i);
    await expect(page.getByText('끝까지 잘 돌았어요.')).toBeVisible();
    const picture = page.getByRole('img', { name: /작업이 그린 그림/ });
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
    await expect(path(page)).toContainText(
      /시간을 잡아 뒀어요.*센터가 받았어요.*줄에 섰어요.*실행을 시작했어요.*끝남.*쓴 시간을 셌어요.*돌아왔어요/s,
    );
    expect(await isMarked(page)).toBe(true);
    const spent = await page.getByRole('img', { name: / 가운데 .* 씀$/ }).getAttribute('aria-label');
    charged += milliOf(/ 가운데 (.*) 씀$/.exec(spent ?? '')?.[1]);
  }
  await first.goto('/hours');
  const sum = first.getByText(/받은 .* = 남은 .* \+ 잡아 둔 .* \+ 쓴 .*\./);
  const [granted, free, held, used] =
    ((await sum.textContent()) ?? '').match(/\d[\d,.]*(?=\s)/g)?.map(milliOf) ?? [];
  expect({ granted, held, used }).toEqual({ granted: 20 * 3_600_000, held: 0, used: charged });
  expect(free).toBe(20 * 3_600_000 - charged);
  expect(charged).toBeGreaterThan(0);
  await expect(first.getByText('합이 맞아요.')).toBeVisible();
});

test('cancelled in the queue and while running', async ({ page, context }) => {
  await enterAs(context, 'student');
  const client = await clientOf('student');
  const whole = { partition: 'debug', gpus: 2 };
  const running = await client.launch(small('먼저 온 작업', 'echo started\nexec sleep 600', whole));
  await client.waitFor(running.id, ['running']);
  const waiting = await client.launch(small('기다리는 작업', 'sleep 1', whole));
  await client.waitFor(waiting.id, ['queued']);

  await page.goto(`/launches/${waiting.id}`);
  await expect(badge(page)).toHaveText('상태: 대기 중');
  await expect(page.getByText('왜 기다리나요')).toBeVisible();
  await stop(page);
  await expect(page.getByRole('img', { name: /시작하지 않고 끝남$/ })).toBeAttached();
  await expect(page.getByRole('img', { name: / 가운데 0\sGPU-.초 씀$/ })).toBeAttached();

  await page.goto(`/launches/${running.id}`);
  await expect(output(page)).toContainText('started');
  await stop(page);
  await expect(page.getByRole('img', { name: / 가운데 [1-9].* 씀$/ })).toBeAttached();
  await expect(page.getByRole('link', { name: '고쳐서 실행' })).toHaveAttribute(
    'href',
    `/launch/new?again=${running.id}`,
  );
});

/** Stops what the page shows, asked once, and waits for the end without loading anew. */
async function stop(page: Page): Promise<void> {
  await mark(page);
  await page.getByRole('button', { name: '멈추기' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '작업 멈추기' }).click();
  await expect(badge(page)).toHaveText('상태: 취소됨');
  await expect(page.getByText('멈췄어요.', { exact: true })).toBeVisible();
  await expect(path(page)).toContainText('쓴 시간을 셌어요');
  expect(await isMarked(page)).toBe(true);
}

/** What is launched, what the page calls its end, and the sentence that says it. */
const ends: [script: string, more: Record<string, unknown>, word: string, sentence: string][] = [
  ['echo almost; exit 3', {}, '실패', '종료 코드 3으로 끝났어요.'],
  ['sleep 60', { cluster: 'nuri', walltimeSeconds: 2 }, '시간 초과', '정해 둔 2초가 다 되어 멈췄어요.'],
  ['# modu-fault: out-of-memory-after=1\nsleep 60', {}, '메모리 부족', '메모리가 모자라서 멈췄어요.'],
  ['# modu-fault: node-fail-after=1\nsleep 60', {}, '노드 고장', '계산 노드가 고장 나서 멈췄어요.'],
];

test('each end is told apart in words, with what to do next', async ({ page, context }) => {
  await enterAs(context, 'student');
  const client = await clientOf('student');
  const launches: ApiLaunch[] = [];
  for (const [script, more, word] of ends) launches.push(await client.launch(small(word, script, more)));
  for (const [index, [, , word, sentence]] of ends.entries()) {
    await page.goto(`/launches/${launches[index]?.id}`);
    await expect(badge(page)).toHaveText(`상태: ${word}`);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByText(/다시 실행/).first()).toBeVisible();
    await expect(path(page)).toContainText(word);
    await expect(path(page)).toContainText('쓴 시간을 셌어요');
  }
  // A broken node costs nothing; the list names every end.
  await expect(page.getByText('센터 쪽 사정이라 쓴 시간을 세지 않았어요.')).toBeVisible();
  await page.goto('/launches');
  for (const [, , word] of ends)
    await expect(page.getByRole('row', { name: new RegExp(`${word}.*${word}`) }).first()).toBeVisible();
});

test('a parameter sweep: every task on a line of its own, its own output, its own picture', async ({
  page,
  context,
}) => {
  await enterAs(context, 'student');
  await launchExample(page, '값 바꿔 가며 비교하기', 'hangang/gpu');
  await expect(badge(page)).toHaveText('상태: 끝남', { timeout: 60_000 });
  const lines = page.getByRole('region', { name: '지금까지와 앞으로' }).getByRole('img');
  await expect(lines).toHaveCount(4);
  for (const [task, rate] of ['0.3', '0.1', '0.03', '0.01'].entries()) {
    await page.getByLabel('몇 번째 작업').selectOption(String(task));
    await expect(output(page)).toContainText(`task ${task}: learning rate ${rate}`);
  }
  await expect(page.getByRole('img', { name: /작업이 그린 그림/ })).toHaveCount(4);
});
