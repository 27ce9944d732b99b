import type { Page } from 'playwright';
import { enterAs } from '../fixtures/enter-page';
import { gpuHours } from '../fixtures/gpu-hours';
import { expect, test } from '../fixtures/watched';

/* A request for hours between two people, each in a browser of their own; neither loads a page anew. */

async function ask(page: Page, title: string, hours: string): Promise<void> {
  await page.goto('/requests/new');
  await page.getByLabel('무엇을 하나요?').fill(title);
  await page.getByLabel('왜 필요한가요?').fill('나뭇잎 사진 2,000장으로 분류기를 열 번 학습해요.');
  await page.getByLabel('얼마나 필요한가요?').fill(hours);
  await page.getByRole('button', { name: '신청 보내기' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

const steps = (page: Page, label: string) => page.getByRole('list', { name: label }).getByRole('listitem');

test('asked, asked back, answered, granted in part: both see every step and the sum is right', async ({
  browser,
}) => {
  const [mine, theirs] = await Promise.all([browser.newContext(), browser.newContext()]);
  await Promise.all([enterAs(mine, 'student'), enterAs(theirs, 'reviewer')]);
  const [student, reviewer] = await Promise.all([mine.newPage(), theirs.newPage()]);
  const sign = new RegExp(`서명하고 ${gpuHours('7.5').source} 주기`);
  const title = `나뭇잎 분류기 ${Date.now()}`;

  await reviewer.goto('/review');
  await ask(student, title, '12.5');
  await expect(steps(student, '신청이 지나온 길')).toContainText(['신청을 보냈어요', '심사자가 읽고 있어요']);

  await reviewer.getByRole('link', { name: title }).click();
  await expect(reviewer.getByText('나뭇잎 사진 2,000장으로')).toBeVisible();
  await reviewer.getByLabel('물어보기').check();
  await reviewer.getByLabel('물어볼 것').fill('한 번에 얼마나 걸리나요?');
  await reviewer.getByRole('button', { name: '질문 보내기' }).click();
  await expect(reviewer.getByText('질문을 보냈어요.')).toBeVisible();

  await expect(student.getByText('한 번에 얼마나 걸리나요?')).toBeVisible();
  await student.getByLabel('답', { exact: true }).fill('한 시간쯤이에요.');
  await student.getByRole('button', { name: '답 보내기' }).click();

  await expect(reviewer.getByText('한 시간쯤이에요.')).toBeVisible();
  await reviewer.getByLabel('일부 주기').check();
  await reviewer.getByLabel('줄 시간').fill('7.5');
  await reviewer.getByLabel('신청한 사람이 읽을 까닭').fill('열 번 가운데 여섯 번은 먼저 해 보세요.');
  await reviewer.getByRole('button', { name: sign }).click();
  await reviewer.getByRole('alertdialog').getByRole('button', { name: sign }).click();

  const road = [
    '신청을 보냈어요',
    '심사자가 물었어요',
    '답했어요',
    new RegExp(`${gpuHours('7.5').source}을 받았어요`),
  ];
  await expect(steps(student, '신청이 지나온 길')).toContainText(road);
  await expect(steps(reviewer, '오간 이야기')).toContainText(road);
  await expect(student.getByText('열 번 가운데 여섯 번은 먼저 해 보세요.')).toBeVisible();

  await student.goto('/hours');
  await expect(student.getByRole('row', { name: new RegExp(title) }).first()).toContainText(gpuHours('7.5'));
  await expect(student.getByText('합이 맞아요.')).toBeVisible();
  await Promise.all([mine.close(), theirs.close()]);
});

test('declined with a reason; a decision is made once', async ({ browser }) => {
  const [mine, theirs] = await Promise.all([browser.newContext(), browser.newContext()]);
  await Promise.all([enterAs(mine, 'pupil'), enterAs(theirs, 'reviewer')]);
  const [pupil, reviewer] = await Promise.all([mine.newPage(), theirs.newPage()]);
  const title = `게임 서버 ${Date.now()}`;
  await ask(pupil, title, '100');
  const own = pupil.url();
  await reviewer.goto('/review');
  await reviewer.getByRole('link', { name: title }).click();
  await expect(reviewer).toHaveURL(/\/review\/.+/);
  const late = await theirs.newPage();
  await late.goto(reviewer.url());
  await late.getByLabel('모두 주기').check();

  await reviewer.getByLabel('이번에는 안 주기').check();
  await reviewer.getByRole('button', { name: '서명하고 거절하기' }).click();
  await expect(reviewer.getByRole('alertdialog')).toBeVisible();
  await reviewer.getByRole('button', { name: '그대로 두기' }).click();
  await reviewer.getByLabel('신청한 사람이 읽을 까닭').fill('학습과 관계가 없어요.');
  await reviewer.getByRole('button', { name: '서명하고 거절하기' }).click();
  await reviewer.getByRole('alertdialog').getByRole('button', { name: '서명하고 거절하기' }).click();
  await expect(reviewer.getByText('결정이 끝난 신청이에요.')).toBeVisible();

  await expect(pupil.getByText('이번에는 받지 못했어요')).toBeVisible();
  await expect(pupil.getByText('학습과 관계가 없어요.')).toBeVisible();
  await expect(pupil.getByRole('link', { name: '다시 신청하기' })).toBeVisible();
  // The other tab of the reviewer follows by itself: there is nothing left to sign.
  await expect(late.getByText('결정이 끝난 신청이에요.')).toBeVisible();
  await expect(late.getByRole('button', { name: /서명/ })).toHaveCount(0);

  // Somebody else's request is not there, whatever its address.
  await enterAs(theirs, 'student');
  await late.goto(own);
  await expect(late.getByRole('heading', { name: '여기에는 아무것도 없어요' })).toBeVisible();
  await Promise.all([mine.close(), theirs.close()]);
});
