import { enterAs } from '../fixtures/enter-page';
import { gpuHours } from '../fixtures/gpu-hours';
import { expect, test } from '../fixtures/watched';

/* A school buys hours at the provider's page and gives half of them back; the class sees a gift, never money. */

test('a teacher buys hours, they are the class’s once paid, half goes back; a pupil sees no money', async ({
  browser,
}) => {
  const [mine, theirs] = await Promise.all([browser.newContext(), browser.newContext()]);
  await Promise.all([enterAs(mine, 'teacher'), enterAs(theirs, 'pupil')]);
  const [teacher, pupil] = await Promise.all([mine.newPage(), theirs.newPage()]);
  const name = '2-3 인공지능';
  const message = `즐겁게 배우세요 ${Date.now()}`;

  await teacher.goto('/classes');
  await teacher.getByRole('link', { name }).click();
  await teacher.getByRole('link', { name: '시간 사기' }).click();
  await expect(teacher.getByRole('heading', { name: `${name}의 시간 사기` })).toBeVisible();
  await teacher.getByLabel(/100/).check();
  await teacher.getByLabel('반에 남길 말').fill(message);
  await teacher.getByRole('button', { name: '결제하러 가기' }).click();

  await expect(teacher.getByRole('heading', { name: '₩99000' })).toBeVisible();
  await teacher.getByRole('button', { name: 'Pay' }).click();
  // Told by the provider, shown without loading the page anew.
  await expect(teacher.getByText(/결제됐어요/)).toBeVisible();
  await expect(teacher.getByText('99,000원')).toBeVisible();
  await expect(teacher.getByText('9,000원', { exact: true })).toBeVisible();

  await pupil.goto('/classes');
  await pupil.getByRole('link', { name }).click();
  await expect(pupil.getByText(message)).toBeVisible();
  await expect(pupil.getByText(/원$|시간 사기/)).toHaveCount(0);
  expect((await pupil.goto('/payments'))?.status()).toBe(403);

  await teacher.getByLabel('돌려줄 시간').fill('500');
  await teacher.getByRole('button', { name: '돌려주기' }).click();
  await expect(teacher.getByText(/까지 돌려줄 수 있어요/)).toBeVisible();
  await expect(teacher.getByLabel('돌려줄 시간')).toHaveValue('500');
  await teacher.getByLabel('돌려줄 시간').fill('50');
  await teacher.getByRole('button', { name: '돌려주기' }).click();
  await expect(teacher.getByText('돌려받기를 시작했어요', { exact: false })).toBeVisible();
  const row = teacher.getByRole('row', { name: /돌려받기/ });
  await expect(row).toContainText(gpuHours('50'));
  await expect(row).toContainText('49,500원');
  await expect(row).toContainText('돌아감');
  await Promise.all([mine.close(), theirs.close()]);
});
