import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright';
import { signUp } from '../fixtures/enter';
import { enterAs } from '../fixtures/enter-page';
import { gpuHours } from '../fixtures/gpu-hours';
import { story } from '../fixtures/portal';
import { readPdfPages, readPdfTexts } from '../fixtures/read-pdf';
import { expect, test } from '../fixtures/watched';

/* What becomes of hours after they were granted: told of in a statement, given back, ended early. */

/** Somebody new with starter hours alone, whom no other story knows. */
async function newcomer(browser: Browser): Promise<BrowserContext> {
  const email = `life-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}@x.kr`;
  const [name = '', value = ''] = (await signUp(story.url, email, { locale: 'ko' })).split('=');
  const context = await browser.newContext();
  // Chromium takes a Secure cookie from this machine over http, but not by hand for an address that says so.
  await context.addCookies([{ name, value, url: story.url.replace('http:', 'https:'), secure: true }]);
  return context;
}

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  return readFile(await download.path());
}

test('a student returns hours, sees them in a statement, and ends the rest early', async ({ browser }) => {
  const context = await newcomer(browser);
  const page = await context.newPage();
  await page.goto('/hours');
  const hoursOf = () => page.getByRole('row', { name: /시작 시간/ }).first();
  await expect(hoursOf()).toContainText(gpuHours('20'));

  // Too much: what is there is said, and what was typed stays.
  const back = page.getByRole('region', { name: '쓰지 않을 시간 돌려주기' });
  await back.getByLabel('얼마나').fill('21');
  await back.getByRole('button', { name: '돌려주기', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '돌려주기' }).click();
  await expect(back.getByRole('alert')).toContainText(gpuHours('20'));
  await expect(back.getByLabel('얼마나')).toHaveValue('21');

  await back.getByLabel('얼마나').fill('7.5');
  await back.getByRole('button', { name: '돌려주기', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '그대로 두기' }).click();
  await expect(hoursOf()).toContainText(gpuHours('20'));
  await back.getByRole('button', { name: '돌려주기', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '돌려주기' }).click();
  await expect(back.getByText('시간을 돌려주었어요. 고마워요.')).toBeVisible();
  await expect(hoursOf()).toContainText(gpuHours('12.5'));
  await expect(page.getByText('합이 맞아요.')).toBeVisible();

  await page.getByRole('link', { name: '시간 명세서' }).click();
  await expect(page.getByRole('row', { name: /끝날 때/ })).toContainText(gpuHours('12.5'));
  const csv = await downloaded(page, 'CSV 받기');
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = csv
    .toString('utf8')
    .slice(1)
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows.map((row) => [row[1], row[4]])).toEqual([
    ['무엇', '받음 (GPU-시간)'],
    [expect.stringMatching(/^시작할 때 /), '0'],
    ['받음', '20'],
    ['조정', '-7.5'],
    [expect.stringMatching(/^끝날 때 /), '12.5'],
  ]);
  const texts = readPdfPages(await downloaded(page, 'PDF 받기')).flatMap(readPdfTexts);
  expect(texts).toEqual(expect.arrayContaining(['시간 명세서', '시작 시간', '−7.500', '12.500']));

  // A period that is none: said at its field, with what was typed.
  const first = await page.getByLabel('첫날').inputValue();
  await page.getByLabel('마지막 날').fill('2020-01-01');
  await page.getByRole('button', { name: '기간 바꾸기' }).click();
  await expect(page.getByText('첫날과 같거나 그 뒤이고')).toBeVisible();
  await expect(page.getByLabel('마지막 날')).toHaveValue('2020-01-01');
  await expect(page.getByLabel('첫날')).toHaveValue(first);

  await page.goto('/hours');
  await back.getByRole('button', { name: '모두 돌려주고 지금 끝내기' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '지금 끝내기' }).click();
  await expect(page.getByText('남은 시간을 모두 돌려주고 끝냈어요.')).toBeVisible();
  await expect(hoursOf()).toContainText('기간 끝남');
  await expect(page.getByText('합이 맞아요.')).toBeVisible();
  await context.close();
});

test('a teacher takes the statement of the class; nobody else of it does', async ({ browser }) => {
  const context = await browser.newContext();
  await enterAs(context, 'teacher');
  const page = await context.newPage();
  await page.goto('/classes');
  await page.getByRole('link', { name: '2-3 인공지능' }).first().click();
  await page.getByRole('link', { name: '시간 명세서' }).click();
  await expect(page.getByRole('row', { name: /끝날 때/ })).toContainText(gpuHours('60'));
  const address = page.url();
  const csv = (await downloaded(page, 'CSV 받기')).toString('utf8');
  expect(csv).toContain('2-3 인공지능');
  expect(readPdfPages(await downloaded(page, 'PDF 받기')).flatMap(readPdfTexts)).toContain('시간 명세서');

  await enterAs(context, 'pupil');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: '여기에는 아무것도 없어요' })).toBeVisible();
  await context.close();
});
