import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { enterAs, type DemoName } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A round of research: an adviser, three reviewers of whom one is in conflict, a decision by quorum. */

const stamp = Date.now().toString(36);

async function as(browser: Browser, name: DemoName): Promise<Page> {
  const context = await browser.newContext();
  await enterAs(context, name);
  return context.newPage();
}

async function looks(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([]);
}

/** Asks for 100 GPU-hours in the demo's programme of two reviews; gives the request's id. */
async function ask(page: Page, title: string, adviser?: string): Promise<string> {
  await page.goto('/requests/new');
  await page.getByRole('radio', { name: /심층 연구/ }).check();
  if (adviser !== undefined) await page.getByLabel('지도교수의 메일 주소').fill(adviser);
  await page.getByLabel('무엇을 하나요?').fill(title);
  await page.getByLabel('왜 필요한가요?').fill('세 모형을 같은 데이터로 견주어요.');
  await page.getByLabel('얼마나 필요한가요?').fill('100');
  await page.getByRole('button', { name: '신청 보내기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Gives one score for all criteria, a comment and the hours that would do; stops before it is sent. */
async function fillReview(page: Page, score: string, hours: string, comment: string): Promise<void> {
  for (const name of ['목적과 뜻', '방법', '시간의 근거', '준비'])
    await page
      .getByRole('group', { name, exact: true })
      .getByRole('radio', { name: new RegExp(`^${score}`) })
      .check({ force: true });
  await page.getByLabel('알맞은 시간').fill(hours);
  await page.getByLabel('신청한 사람이 읽을 말').fill(comment);
}

async function sendReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: '서명하고 심사 보내기' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: '서명하고 심사 보내기' }).click();
  await expect(page.getByText('심사를 보냈어요.')).toBeVisible();
}

const newestMail = (page: Page, email: string) =>
  page.getByRole('article').filter({ hasText: email }).first();

test('a graduate, their adviser, and a round of three reviewers of whom one is of the same university', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const title = `단백질 접힘 견주기 ${stamp}`;
  const graduate = await as(browser, 'graduate');
  const id = await ask(graduate, title, ' Professor@Demo.Modu ');
  await expect(graduate.getByText('지도교수의 확인을 기다리고 있어요')).toBeVisible();
  await looks(graduate);

  // Nobody reviews before the adviser has confirmed; the mail leads there.
  const first = await as(browser, 'reviewer');
  expect((await first.goto(`/review/${id}`))?.status()).toBe(404);
  const professor = await as(browser, 'professor');
  await professor.goto('/demo/outbox');
  const asked = newestMail(professor, 'professor@demo.modu');
  await expect(asked).not.toContainText(title);
  await asked.getByRole('link', { name: new RegExp(`/advise/${id}`) }).click();
  await expect(professor.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await looks(professor);
  await professor.getByRole('button', { name: '확인하고 심사로 보내기' }).click();
  await expect(professor.getByText('확인했어요. 심사가 시작돼요.')).toBeVisible();
  // The graduate's open page follows by itself.
  await expect(graduate.getByText('심사 2개 가운데 0개가 끝났어요.', { exact: false })).toBeVisible();

  // The one of the same university is not asked, cannot be asked, and sees nothing.
  const third = await as(browser, 'reviewer3');
  expect((await third.goto(`/review/${id}`))?.status()).toBe(404);
  const administrator = await as(browser, 'admin');
  await administrator.goto(`/review/${id}`);
  const choice = administrator.getByLabel('심사 맡기기').locator('option', { hasText: '문채원' });
  await expect(choice).toHaveText('문채원 · 같은 학교');
  await expect(choice).toBeDisabled();
  await looks(administrator);

  // The first review: what is wrong is said, what was typed stays.
  await first.goto('/review');
  await first.getByRole('link', { name: title }).click();
  await fillReview(first, '4', '101', '물음이 또렷해요.');
  await first.getByRole('button', { name: '서명하고 심사 보내기' }).click();
  await first.getByRole('alertdialog').getByRole('button', { name: '서명하고 심사 보내기' }).click();
  await expect(first.getByText('심사를 보내지 못했어요.', { exact: false })).toBeVisible();
  await expect(first.getByLabel('신청한 사람이 읽을 말')).toHaveValue('물음이 또렷해요.');
  await looks(first);
  await first.getByLabel('알맞은 시간').fill('80');
  await sendReview(first);
  await expect(graduate.getByText('심사 2개 가운데 1개가 끝났어요.', { exact: false })).toBeVisible();
  await expect(graduate.getByText('물음이 또렷해요.')).toHaveCount(0);

  // The second does not see the first's before theirs is in; then it is decided.
  const second = await as(browser, 'reviewer2');
  await second.goto(`/review/${id}`);
  await expect(second.getByText('내 심사를 보내면 보여요.')).toBeVisible();
  await expect(second.getByText('물음이 또렷해요.')).toHaveCount(0);
  await fillReview(second, '3', '60', '먼저 작은 것으로 해 보세요.');
  await sendReview(second);
  await expect(second.getByText('물음이 또렷해요.')).toBeVisible();
  await expect(second.getByText('정민서')).toHaveCount(0);

  // 3.5 of 5: the lower of 80 and 60 hours. Comments without names; the hours are there; a mail went out.
  await expect(graduate.getByText('5점 만점에 3.5점', { exact: false }).first()).toBeVisible();
  for (const comment of ['물음이 또렷해요.', '먼저 작은 것으로 해 보세요.'])
    await expect(graduate.getByText(comment)).toBeVisible();
  await expect(graduate.getByText('정민서')).toHaveCount(0);
  await expect(graduate.getByText('남도현')).toHaveCount(0);
  await looks(graduate);

  // 30 of the 60 hours are there; the rest comes after a report that one of the two accepts.
  await graduate.getByLabel('무엇을 했고 무엇을 알았나요?').fill('두 모형을 견주었고, 하나가 나았어요.');
  await looks(graduate);
  await graduate.getByRole('button', { name: '보고서 내기' }).click();
  await expect(graduate.getByText('보고서를 냈어요.', { exact: true })).toBeVisible();
  await first.goto('/review');
  await first
    .getByRole('table', { name: '읽을 보고서, 오래된 것부터' })
    .getByRole('link', { name: title })
    .click();
  await expect(first.getByText('두 모형을 견주었고', { exact: false }).first()).toBeVisible();
  await looks(first);
  await first.getByLabel('돌려주는 까닭').fill('쓴 시간을 더해 주세요.');
  await first.getByRole('button', { name: '보고서 돌려주기' }).click();
  await expect(first.getByText('보고서를 돌려주었어요.')).toBeVisible();
  await expect(graduate.getByText('쓴 시간을 더해 주세요.')).toBeVisible();
  await graduate.getByLabel('무엇을 했고 무엇을 알았나요?').fill('28시간을 썼어요.');
  await graduate.getByRole('button', { name: '보고서 내기' }).click();
  await expect(graduate.getByText('보고서를 심사자가 읽고 있어요.', { exact: false })).toBeVisible();
  await second.goto(`/review/${id}`);
  await second.getByRole('button', { name: /^받아들이고 .*주기$/ }).click();
  await expect(second.getByText('보고서를 받아들이고 남은 시간을 주었어요.')).toBeVisible();
  await expect(graduate.getByText('보고서를 받아들여 30', { exact: false })).toBeVisible();
  await graduate.goto('/hours');
  await expect(
    graduate.getByRole('link', { name: title }).or(graduate.getByText(title)).first(),
  ).toBeVisible();
  await graduate.goto('/demo/outbox');
  await expect(newestMail(graduate, 'graduate@demo.modu')).toContainText('남은 시간을 받았어요');
});

test('a reviewer declares a conflict, and the third takes the place', async ({ browser }) => {
  test.setTimeout(120_000);
  const title = `별빛 가려내기 ${stamp}`;
  const pupil = await as(browser, 'pupil');
  const id = await ask(pupil, title);
  const names = ['reviewer', 'reviewer2', 'reviewer3'] as const;
  const pages = await Promise.all(names.map((name) => as(browser, name)));
  const statuses = await Promise.all(pages.map(async (page) => (await page.goto(`/review/${id}`))?.status()));
  expect([...statuses].sort()).toEqual([200, 200, 404]);
  const [declaring] = pages.filter((_page, index) => statuses[index] === 200);
  const [spare] = pages.filter((_page, index) => statuses[index] === 404);
  if (!declaring || !spare) throw new Error('nobody was chosen');
  await declaring.getByLabel('어떤 이해관계인가요?').fill('학생의 이모예요.');
  await declaring.getByRole('button', { name: '심사 돌려주기' }).click();
  await declaring.getByRole('alertdialog').getByRole('button', { name: '심사 돌려주기' }).click();
  await expect(declaring.getByText('심사를 돌려주었어요.', { exact: false })).toBeVisible();
  await expect(declaring.getByRole('link', { name: title })).toHaveCount(0);
  expect((await declaring.goto(`/review/${id}`))?.status()).toBe(404);
  await spare.goto(`/review/${id}`);
  await expect(spare.getByRole('heading', { name: '내 심사' })).toBeVisible();
  const administrator = await as(browser, 'admin');
  await administrator.goto(`/review/${id}`);
  await expect(administrator.getByText('학생의 이모예요.')).toBeVisible();
  await expect(pupil.getByText('학생의 이모예요.')).toHaveCount(0);
  await pupil.getByRole('button', { name: '거둬들이기' }).click();
  await pupil.getByRole('alertdialog').getByRole('button').last().click();
  await expect(pupil.getByText('거둬들였어요').first()).toBeVisible();
});

test('an administrator makes a programme with a call', async ({ browser }) => {
  test.setTimeout(90_000);
  const administrator = await as(browser, 'admin');
  await administrator.goto('/admin/programmes');
  await looks(administrator);
  await administrator.getByRole('link', { name: '프로그램 만들기' }).click();
  const name = `spring-${stamp}`;
  await administrator.getByLabel('짧은 이름').fill(name);
  await administrator.getByLabel('모두 합쳐 쓸 수 있는 시간').fill('5000');
  await administrator.getByLabel('한국어 이름').fill(`봄 공모 ${stamp}`);
  await administrator.getByLabel('영어 이름').fill('Spring call');
  await administrator.getByLabel('일부를 주는 점수').fill('4.5');
  await administrator.getByLabel('언제나 신청받기').uncheck();
  await administrator.getByRole('button', { name: '만들기' }).click();
  await expect(
    administrator.getByText('일부를 주는 점수는 모두 주는 점수보다', { exact: false }),
  ).toBeVisible();
  await expect(administrator.getByLabel('짧은 이름')).toHaveValue(name);
  await expect(administrator.getByLabel('언제나 신청받기')).not.toBeChecked();
  await administrator.getByLabel('일부를 주는 점수').fill('3');
  await administrator.getByRole('button', { name: '만들기' }).click();
  await expect(administrator.getByText('프로그램을 만들었어요.')).toBeVisible();
  await looks(administrator);

  // In no call: it cannot be chosen, and is not there at all while none is planned.
  const student = await as(browser, 'student');
  const radio = student.getByRole('radio', { name: new RegExp(`봄 공모 ${stamp}`) });
  await student.goto('/requests/new');
  await expect(radio).toHaveCount(0);
  const day = (offset: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' }).format(
      new Date(Date.now() + offset * 86_400_000),
    );
  await administrator.getByLabel('첫날').fill(day(-1));
  await administrator.getByLabel('마지막 날').fill(day(3));
  await administrator.getByRole('button', { name: '공모 기간 더하기' }).click();
  await expect(administrator.getByText('공모 기간을 더했어요.')).toBeVisible();
  await student.goto('/requests/new');
  await expect(radio).toBeEnabled();
  await looks(student);
  await administrator.getByLabel('새 신청을 받지 않기').check();
  await administrator.getByRole('button', { name: '저장하기' }).click();
  await expect(administrator.getByText('저장했어요.', { exact: false })).toBeVisible();
  await student.goto('/requests/new');
  await expect(radio).toHaveCount(0);
});
