import type { Page } from 'playwright';
import { openMailedLink, storyModu } from '../fixtures/enter-page';
import { gpuHours } from '../fixtures/gpu-hours';
import { expect, test } from '../fixtures/watched';

/* Somebody new: age first, then a mailed link, then hours; and every way in which that goes wrong. */

async function sayAge(page: Page, year: string, month: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: '학생으로 시작하기' }).click();
  await expect(page.getByRole('heading', { name: '언제 태어났나요?' })).toBeVisible();
  await expect(page.getByLabel('메일 주소')).toHaveCount(0);
  await page.getByLabel('태어난 해').fill(year);
  await page.getByLabel('태어난 달').selectOption(month);
  await page.getByRole('button', { name: '다음' }).click();
}

async function sayWho(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('메일 주소').fill(email);
  await page.getByLabel('보여 줄 이름').fill(name);
  await page.getByLabel('지금 어디에 있나요?').selectOption({ label: '고등학생' });
  await page.getByLabel('학교', { exact: false }).last().fill('한빛고등학교');
  await page.getByRole('button', { name: '가입 링크 받기' }).click();
}

test('under 14 is stopped kindly, and nothing is kept', async ({ page, context }) => {
  let peopleBefore = await storyModu('person', 'list');
  await sayAge(page, String(new Date().getFullYear() - 12), '05');
  await expect(page.getByRole('heading', { name: '보호자와 함께 시작해요' })).toBeVisible();
  await expect(page.getByText('적어 준 것은 아무것도 저장하지 않았어요')).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['modu-zone']);
  expect(page.url()).not.toMatch(/\?|20\d\d/);
  // Somebody of another story may join in the same moment: then it is asked once more.
  await expect(async () => {
    await sayAge(page, String(new Date().getFullYear() - 12), '05');
    await expect(page.getByRole('heading', { name: '보호자와 함께 시작해요' })).toBeVisible();
    const before = peopleBefore;
    peopleBefore = await storyModu('person', 'list');
    expect(peopleBefore).toBe(before);
  }).toPass({ timeout: 60_000 });
});

test('a year that is none is asked again', async ({ page }) => {
  await sayAge(page, '1300', '05');
  await expect(page.getByText('연도 네 자리와 달을 적어 주세요.')).toBeVisible();
  await expect(page.getByRole('heading', { name: '언제 태어났나요?' })).toBeVisible();
});

test('an address that is not one mailbox is said so, and what was typed stays', async ({ page }) => {
  await sayAge(page, '2008', '11');
  for (const wrong of ['한빛', 'a@b@c.kr', 'a@x.kr, b@x.kr', 'a b@x.kr', 'a@xkr', '"a"@x.kr\u200b']) {
    await page
      .locator('form[method=post]')
      .last()
      .evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await page.getByLabel('메일 주소').evaluate((field: HTMLInputElement) => (field.type = 'text'));
    await sayWho(page, wrong, '하나');
    await expect(page.getByText('메일 주소를 다시 봐 주세요.')).toBeVisible();
    await expect(page.getByLabel('보여 줄 이름')).toHaveValue('하나');
    await page.getByLabel('메일 주소').fill('');
  }
});

test('joins by the mailed link, once; has starter hours; signs out; ends the other sign-in', async ({
  page,
  browser,
}) => {
  const email = `new-${Date.now()}@hanbit.hs.kr`;
  await sayAge(page, '2008', '11');
  await sayWho(page, email, '이하나');
  await expect(page.getByRole('heading', { name: '메일을 확인해 주세요' })).toBeVisible();
  expect(await storyModu('person', 'list')).not.toContain(email);

  await openMailedLink(page, email);
  const link = page.url();
  await page.getByRole('button', { name: '가입 마치기' }).click();
  await expect(page).toHaveURL('/home');
  await page
    .getByRole('banner')
    .getByRole('link', { name: gpuHours('20') })
    .click();
  await expect(page.getByText('합이 맞아요.')).toBeVisible();
  await expect(page.getByText('시간을 받았어요')).toHaveCount(1);
  expect(await storyModu('person', 'list')).toContain(email);

  await page.goto(link);
  await expect(page.getByRole('heading', { name: '쓸 수 없는 링크예요' })).toBeVisible();

  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto('/sign-in');
  await there.getByLabel('메일 주소').fill(email.toUpperCase());
  await there.getByRole('button', { name: '로그인 링크 받기' }).click();
  await there.waitForURL('**/sign-in/sent*');
  await openMailedLink(there, email);
  await there.getByRole('button', { name: '로그인하기' }).click();
  await expect(there).toHaveURL('/home');

  await page.goto('/settings');
  const places = page.getByRole('table', { name: '로그인한 곳과 마지막으로 쓴 때' });
  await expect(places.getByRole('row')).toHaveCount(3);
  await places.getByRole('button', { name: /끝내기/ }).click();
  await expect(page.getByText('로그인을 끝냈어요.')).toBeVisible();
  // The other browser is told at once; it does not have to be touched.
  await expect(there).toHaveURL(/\/sign-in\?next=%2Fhome/);
  await other.close();

  await page.getByRole('button', { name: '이하나님의 메뉴' }).click();
  await page.getByRole('menuitem', { name: '로그아웃' }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/hours');
  await expect(page).toHaveURL('/sign-in?next=%2Fhours');
});
