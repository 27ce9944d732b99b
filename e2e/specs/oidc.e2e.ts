import type { Page } from 'playwright';
import { openMailedLink, storyModu } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* An undergraduate comes in by their university, which is a real provider in a process of its own. */

const login = `yuna-${Date.now()}`;
const email = `${login}@saebyeok.ac.kr`;
const university = '새벽대학교 계정으로 로그인';

/** At the university: signs in, and agrees where it asks. */
async function signInThere(page: Page, as: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(as);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  const agree = page.getByRole('button', { name: 'Continue' });
  await agree.click();
}

async function sayAge(page: Page, year: string): Promise<void> {
  await page.getByLabel('태어난 해').fill(year);
  await page.getByLabel('태어난 달').selectOption('05');
  await page.getByRole('button', { name: '다음' }).click();
}

test('joins by the university without a mail, comes back by it, and is the same person by mail', async ({
  page,
  browser,
}) => {
  await page.goto('/sign-in?next=%2Fhours');
  await page.getByRole('button', { name: university }).click();
  await signInThere(page, login);
  await expect(page.getByRole('heading', { name: '언제 태어났나요?' })).toBeVisible();
  expect(await storyModu('person', 'list')).not.toContain(email);
  await sayAge(page, '2004');
  await expect(page.getByRole('heading', { name: '조금만 더 알려 주세요' })).toBeVisible();
  await expect(page.getByLabel('메일 주소')).toHaveValue(email);
  await expect(page.getByLabel('보여 줄 이름')).toHaveValue(`학생 ${login}`);
  await page.getByLabel('지금 어디에 있나요?').selectOption({ label: '대학생' });
  await page.getByRole('button', { name: '가입 마치기' }).click();
  await expect(page).toHaveURL('/hours');
  await expect(page.getByText('시간을 받았어요')).toHaveCount(1);
  await page.goto('/settings');
  await expect(page.getByRole('table', { name: '연결한 기관과 그곳의 메일 주소' })).toContainText(email);

  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto('/sign-in');
  await there.getByRole('button', { name: university }).click();
  await signInThere(there, login);
  await expect(there).toHaveURL('/home');

  // By mail it is the same person, who then unlinks the university: from then on its word opens nothing.
  await other.clearCookies({ name: '__Host-modu-session' });
  await there.goto('/sign-in');
  await there.getByLabel('메일 주소').fill(email);
  await there.getByRole('button', { name: '로그인 링크 받기' }).click();
  await there.waitForURL('**/sign-in/sent*');
  await openMailedLink(there, email);
  await there.getByRole('button', { name: '로그인하기' }).click();
  await expect(there).toHaveURL('/home');
  await there.goto('/settings');
  await there.getByRole('button', { name: '새벽대학교 연결 끊기' }).click();
  await there.getByRole('alertdialog').getByRole('button', { name: '새벽대학교 연결 끊기' }).click();
  await expect(there.getByText('연결을 끊었어요.')).toBeVisible();
  const stranger = await browser.newContext();
  const third = await stranger.newPage();
  await third.goto('/sign-in');
  await third.getByRole('button', { name: university }).click();
  await signInThere(third, login);
  await expect(third.getByText('이 메일 주소로 이미 가입한 사람이 있어요.', { exact: false })).toBeVisible();

  // And links it again from the settings.
  // The university knows this browser, and sends it straight back.
  await there.getByRole('button', { name: '새벽대학교 연결하기' }).click();
  await expect(there).toHaveURL('/settings');
  await expect(there.getByRole('table', { name: '연결한 기관과 그곳의 메일 주소' })).toContainText(email);
  await stranger.close();
  await other.close();
});

test('under 14, and with a mail that the university has not verified, nothing is kept', async ({
  browser,
}) => {
  const child = `young-${Date.now()}`;
  const young = await (await browser.newContext()).newPage();
  await young.goto('/sign-in');
  await young.getByRole('button', { name: university }).click();
  await signInThere(young, child);
  await sayAge(young, String(new Date().getFullYear() - 12));
  await expect(young.getByRole('heading', { name: '보호자와 함께 시작해요' })).toBeVisible();
  expect((await young.context().cookies()).map(({ name }) => name)).not.toContain('__Host-modu-newcomer');

  const unsure = await (await browser.newContext()).newPage();
  await unsure.goto('/sign-in');
  await unsure.getByRole('button', { name: university }).click();
  await signInThere(unsure, 'unverified');
  await expect(unsure.getByText('확인한 메일 주소를 보내지 않았어요.', { exact: false })).toBeVisible();
  expect(await storyModu('person', 'list')).not.toMatch(new RegExp(`${child}|unverified@`));
});
