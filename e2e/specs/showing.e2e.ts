import type { BrowserContext, Page } from 'playwright';
import { enterAs } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A student shows their terminal to their teacher: two browsers, one shell, one keyboard. */

/** Letters as text, as a screen reader has them. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() =>
    localStorage.setItem('modu-terminal', JSON.stringify({ fontSize: 14, isForReader: true })),
  );
  return page;
}

const screen = (page: Page) => page.getByRole('group', { name: /터미널 화면/ });

async function type(page: Page, line: string): Promise<void> {
  await screen(page).getByRole('textbox').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('shown by the student, seen by the teacher, typed into by nobody else, ended by either', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [own, theirs] = await Promise.all(
    (['pupil', 'teacher'] as const).map(async (name) => {
      const context = await browser.newContext({ locale: 'ko-KR' });
      await enterAs(context, name);
      return context;
    }),
  );
  if (!own || !theirs) throw new Error('two browsers are opened');
  const student = await openPage(own);
  const teacher = await openPage(theirs);
  await teacher.goto('/class');
  await student.goto('/terminal?cluster=hangang');
  await expect(student.getByText('이어짐', { exact: true })).toBeVisible({ timeout: 60_000 });
  await type(student, 'echo before-$((40+2))');
  await expect(screen(student)).toContainText('before-42');

  const show = async () => {
    await student.getByRole('button', { name: '선생님께 보이기', exact: true }).click();
    await student.getByRole('button', { name: '최은우 님께 보이기' }).click();
  };
  await show();
  await expect(student.getByText('최은우 님이 오기를 기다려요.')).toBeVisible();

  // The teacher's page tells it by itself.
  const notice = teacher.getByRole('complementary', { name: '학생이 보여 주는 터미널' });
  await expect(notice).toContainText('김하늘 학생이 터미널을 보여 줘요.');
  await notice.getByRole('link', { name: '보기' }).click();
  await expect(teacher.getByRole('heading', { name: '김하늘 학생의 터미널' })).toBeVisible();
  await expect(screen(teacher)).toContainText('before-42');
  await expect(student.getByText('최은우 님이 지금 이 화면을 보고 있어요.')).toBeVisible();
  await expect(teacher.getByText('보기만 해요.')).toBeVisible();
  await expect(notice).toHaveCount(0);

  await type(student, 'echo during-$((40+2))');
  await expect(screen(teacher)).toContainText('during-42');

  // The teacher's keys do nothing, wherever they are pressed.
  await screen(teacher).click();
  await teacher.keyboard.type('echo teacher-typed');
  await teacher.keyboard.press('Enter');
  await teacher.keyboard.press('Control+c');
  await type(student, 'echo after-$((40+2))');
  await expect(screen(teacher)).toContainText('after-42');
  await expect(screen(student)).not.toContainText('teacher-typed');

  await student.getByRole('button', { name: '그만 보이기' }).click();
  await expect(teacher.getByText('김하늘 학생이 그만 보여요.')).toBeVisible();
  await expect(student.getByText('최은우 님께 더는 보이지 않아요.')).toBeVisible();
  await type(student, 'echo private-$((40+2))');
  await expect(screen(student)).toContainText('private-42');
  await expect(screen(teacher)).not.toContainText('private-');
  // Nothing is there for who asks again.
  expect((await teacher.reload())?.status()).toBe(404);

  // Once more; this time the teacher ends it.
  await teacher.goto('/class');
  await show();
  await notice.getByRole('link', { name: '보기' }).click();
  await expect(screen(teacher)).toContainText('private-42');
  await teacher.getByRole('button', { name: '그만 보기' }).click();
  await expect(teacher.getByText('보기를 끝냈어요.')).toBeVisible();
  await expect(student.getByText('최은우 님이 그만 봐요.')).toBeVisible();

  // And once more, which the teacher declines from where they are.
  await teacher.getByRole('link', { name: '반 보기' }).click();
  await show();
  await notice.getByRole('button', { name: '지금은 안 보기' }).click();
  await expect(notice).toHaveCount(0);
  await expect(student.getByText('최은우 님이 그만 봐요.')).toBeVisible();

  await student.getByRole('button', { name: '한강 센터 닫기' }).click();
  await own.close();
  await theirs.close();
});
