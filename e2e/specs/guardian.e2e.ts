import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { enterAs, openMailedLink, storyModu } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* A pupil of thirteen: nothing before the guardian has agreed, and nothing against the guardian afterwards. */

const stamp = Date.now();

/** The newest mail to a guardian: its link, opened. */
async function openGuardianMail(page: Page, email: string): Promise<void> {
  await page.goto('/demo/outbox');
  const mail = page.getByRole('article').filter({ hasText: email }).first();
  await mail.getByRole('link', { name: /\/guardian\/\w+\?token=/ }).click();
}

async function sayAge(page: Page, years: number): Promise<void> {
  await page.getByLabel('태어난 해').fill(String(new Date().getFullYear() - years));
  await page.getByLabel('태어난 달').selectOption('12');
  await page.getByRole('button', { name: '다음' }).click();
}

/** A pupil who has asked; its page, and the number that it shows to a teacher. */
async function ask(browser: Browser, email: string): Promise<{ page: Page; code: string }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-up');
  await sayAge(page, 13);
  await expect(page.getByRole('heading', { name: '보호자와 함께 시작해요' })).toBeVisible();
  await page.getByLabel('보호자의 메일 주소').fill(email);
  await page.getByRole('button', { name: '보호자에게 물어보기' }).click();
  await expect(page.getByRole('heading', { name: '보호자의 답을 기다려요' })).toBeVisible();
  const code = (await page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/).textContent()) ?? '';
  return { page, code };
}

async function looks(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([]);
}

async function enterAsGuardian(page: Page, email: string): Promise<void> {
  await page.goto('/guardian');
  await page.getByLabel('메일 주소').fill(email);
  await page.getByRole('button', { name: '링크 받기' }).click();
  await expect(page.getByRole('heading', { name: '메일을 확인해 주세요' })).toBeVisible();
  await openGuardianMail(page, email);
  await page.getByRole('button', { name: '열기' }).click();
  await expect(page).toHaveURL('/guardian');
}

test('a pupil of 13 joins with their guardian, is stopped, and is deleted', async ({ browser }) => {
  const mother = `mother-${stamp}@home.kr`;
  const child = `child-${stamp}@school.kr`;
  const { page } = await ask(browser, ` ${mother.toUpperCase()} `);
  expect(await storyModu('person', 'list')).not.toContain(String(stamp));

  // Two mails, two steps; the guardian sits at another browser.
  const at = await (await browser.newContext()).newPage();
  await openGuardianMail(at, mother);
  await expect(at.getByRole('heading', { name: '자녀의 가입에 동의하시겠어요?' })).toBeVisible();
  await looks(at);
  const first = at.url();
  await at.getByLabel(/법정대리인이고/).check();
  await at.getByRole('button', { name: '글에 동의하기' }).click();
  await expect(at.getByRole('heading', { name: '메일을 한 통 더 보냈어요' })).toBeVisible();
  await page.getByRole('link', { name: '다시 보기' }).click();
  await expect(page.getByText('두 번째 메일에서 한 번 더 확인하면')).toBeVisible();
  await openGuardianMail(at, mother);
  await at.getByRole('button', { name: '네, 제가 동의했어요' }).click();
  await expect(at.getByRole('heading', { name: '동의가 끝났어요' })).toBeVisible();
  await at.goto(first);
  await expect(at.getByRole('heading', { name: '쓸 수 없는 링크예요' })).toBeVisible();

  // The child goes on where it was, by a mail of its own.
  await page.getByRole('link', { name: '다시 보기' }).click();
  await page.getByRole('link', { name: '가입 이어 하기' }).click();
  await sayAge(page, 13);
  const send = page.getByRole('button', { name: '가입 링크 받기' });
  await page.getByLabel('메일 주소').fill(mother);
  await page.getByLabel('보여 줄 이름').fill('열세 살');
  await page.getByLabel('지금 어디에 있나요?').selectOption({ label: '중학생' });
  await send.click();
  await expect(page.getByText('보호자가 동의한 메일 주소와 같아요.', { exact: false })).toBeVisible();
  await expect(page.getByLabel('보여 줄 이름')).toHaveValue('열세 살');
  await page.getByLabel('메일 주소').fill(child);
  await send.click();
  await page.waitForURL('**/sign-in/sent*');
  await openMailedLink(page, child);
  await page.getByRole('button', { name: '가입 마치기' }).click();
  await expect(page).toHaveURL('/home');
  await page.goto('/hours');
  await expect(page.getByText('시간을 받았어요')).toHaveCount(1);
  await page.goto('/launch/hello-gpu');
  await expect(page.getByRole('button', { name: /실행/ }).last()).toBeVisible();

  // The guardian sees, corrects and takes along what is kept.
  await enterAsGuardian(at, mother);
  await expect(at.getByText(child)).toBeVisible();
  await looks(at);
  await at.getByLabel('보여 줄 이름').fill('하늘');
  await at.getByRole('button', { name: '고친 것 저장하기' }).click();
  await expect(at.getByText('고쳤어요.')).toBeVisible();
  const download = at.waitForEvent('download');
  await at.getByRole('link', { name: '모두 내려받기' }).click();
  expect((await download).suggestedFilename()).toMatch(/^modu-.*\.zip$/);

  await at.getByRole('button', { name: '멈추기' }).click();
  await at.getByRole('alertdialog').getByRole('button', { name: '멈추기' }).click();
  await expect(at.getByText('멈췄어요.')).toBeVisible();

  // The child's open page closes by itself and says why; it cannot launch, nor come in anew.
  await expect(page.getByRole('heading', { name: '보호자가 멈춰 두었어요' })).toBeVisible();
  await looks(page);
  await page.goto('/launch/hello-gpu');
  await expect(page).toHaveURL('/stopped');
  const tried = await page.request.post('/launch/hello-gpu', {
    form: { script: 'true', cluster: 'hangang', gpus: '0', walltime: '1m' },
    headers: { origin: story.url },
    maxRedirects: 0,
  });
  expect([tried.status(), tried.headers()['location']]).toEqual([302, '/stopped']);
  await at.getByRole('button', { name: '다시 쓰게 하기' }).click();
  await expect(at.getByText('다시 쓸 수 있어요.')).toBeVisible();
  await page.getByRole('link', { name: '다시 해 보기' }).click();
  await expect(page).toHaveURL('/home');

  await at.getByRole('button', { name: '동의를 거두고 모두 지우기' }).click();
  await at.getByRole('alertdialog').getByRole('button', { name: '동의를 거두고 모두 지우기' }).click();
  await expect(at.getByText('모두 지웠어요.', { exact: false })).toBeVisible();
  expect(await storyModu('person', 'list')).not.toContain(child);
  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in/);
  await enterAsGuardianInVain(at, mother);
});

/** Nothing is known of them any more. */
async function enterAsGuardianInVain(page: Page, email: string): Promise<void> {
  await page.goto('/guardian');
  await page.getByLabel('메일 주소').fill(email);
  await page.getByRole('button', { name: '링크 받기' }).click();
  await expect(page.getByRole('heading', { name: '메일을 확인해 주세요' })).toBeVisible();
  await page.goto('/demo/outbox');
  await expect(page.getByRole('article').filter({ hasText: email }).first()).toContainText(
    '이 주소로 동의한 자녀가 없어요',
  );
}

test('a teacher logs a call for one pupil, and sees a signed form of another', async ({ browser }) => {
  const called = await ask(browser, `father-${stamp}@home.kr`);
  const signed = await ask(browser, `aunt-${stamp}@home.kr`);
  const context = await browser.newContext();
  await enterAs(context, 'teacher');
  const page = await context.newPage();
  await page.goto('/consents');
  await page.getByLabel('학생의 번호').fill('ZZZZZZZZ');
  await page.getByRole('button', { name: '찾기' }).click();
  await expect(page.getByText('기다리는 학생이 없는 번호예요.', { exact: false })).toBeVisible();
  await page.getByLabel('학생의 번호').fill(called.code.toLowerCase());
  await page.getByRole('button', { name: '찾기' }).click();
  await expect(page.getByRole('heading', { name: '전화로 동의받기' })).toBeVisible();
  await looks(page);
  await page.getByLabel(/모두 읽어 드렸고/).check();
  await page.getByRole('button', { name: '통화 기록하기' }).click();
  await expect(page.getByText('통화를 기록했어요.', { exact: false })).toBeVisible();
  await called.page.getByRole('link', { name: '다시 보기' }).click();
  await expect(called.page.getByRole('heading', { name: '보호자가 동의했어요' })).toBeVisible();

  await page.getByLabel('학생의 번호').fill(signed.code);
  await page.getByRole('button', { name: '찾기' }).click();
  const file = page.getByLabel(/^파일/);
  await file.setInputFiles({ name: 'form.png', mimeType: 'image/png', buffer: Buffer.from('not one') });
  await page.getByRole('button', { name: '올리기' }).click();
  await expect(page.getByText('PDF, PNG, JPEG 파일만 받을 수 있어요.', { exact: false })).toBeVisible();
  const picture = await page.screenshot();
  await file.setInputFiles({ name: 'form.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: '올리기' }).click();
  const seen = page.getByRole('img', { name: '올린 동의서' });
  await expect
    .poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await page.getByRole('button', { name: '맞아요, 동의로 기록하기' }).click();
  await expect(page.getByText('동의로 기록했어요.', { exact: false })).toBeVisible();
  await signed.page.getByRole('link', { name: '다시 보기' }).click();
  await expect(signed.page.getByRole('heading', { name: '보호자가 동의했어요' })).toBeVisible();
});

test('what a browser says that it holds, and is not ours, is nothing', async ({ browser }) => {
  const context = await browser.newContext();
  const body = Buffer.from(JSON.stringify({ handle: 'x', code: 'x', until: Date.now() + 1e9 })).toString(
    'base64url',
  );
  const url = story.url.replace('http:', 'https:');
  await context.addCookies([
    { name: '__Host-modu-child', value: `${body}.${'A'.repeat(43)}`, url, secure: true },
    { name: '__Host-modu-guardian', value: 'forged', url, secure: true },
  ]);
  const page = await context.newPage();
  await page.goto('/sign-up/guardian-needed');
  await expect(page.getByRole('heading', { name: '보호자와 함께 시작해요' })).toBeVisible();
  await expect(page.getByText('남아 있는 것이 없어요.', { exact: false })).toHaveCount(0);
  await page.goto('/guardian');
  await expect(page.getByRole('button', { name: '링크 받기' })).toBeVisible();
});
