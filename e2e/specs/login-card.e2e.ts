import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { postForm } from '../fixtures/enter';
import { enterAs } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { readCardPaper, type ReadCard } from '../fixtures/read-card-paper';
import { expect, test } from '../fixtures/watched';

/* A teacher and a pupil without e-mail: from the paper to the class, by QR code, by words, by the teacher's tap, until the card is renewed. */

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A class of the demo teacher's own. */
async function makeClass(teacher: BrowserContext): Promise<string> {
  const made = await teacher.request.post('/classes/new', {
    form: {
      name: `1-${String(Date.now()).slice(-4)} 정보`,
      schoolName: '새봄중학교',
      subject: '',
      size: '20',
      startsOn: day(0),
      endsOn: day(60),
      joining: 'approval',
    },
    headers: { origin: story.url },
    maxRedirects: 0,
  });
  return made.headers()['location'] ?? '';
}

/** Presses what answers with a paper, and reads it. */
async function paperOf(page: Page, press: () => Promise<void>): Promise<ReadCard[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  expect(download.suggestedFilename()).toMatch(/^modu-cards-\d+-\d+\.pdf$/);
  const pdf = await readFile((await download.path()) ?? '');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return readCardPaper(pdf);
}

async function typeCard(page: Page, code: string, words: string): Promise<void> {
  await page.goto('/card');
  await page.getByLabel('카드 이름').fill(code);
  await page.getByLabel('낱말').fill(words);
  await page.getByRole('button', { name: '들어가기' }).click();
}

/** The pages of this story that the table of pages does not reach: nothing in them is closed to a screen reader, and they fit a small phone. */
async function look(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  if (size) await page.setViewportSize(size);
}

/** Leaves the page first: what it is told of ends with the session. */
async function signOut(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().request.post('/sign-out', { headers: { origin: story.url }, maxRedirects: 0 });
}

const newBrowser = (browser: Browser) => browser.newContext({ locale: 'ko-KR', baseURL: story.url });

test('a pupil without e-mail begins by the QR code, comes in by words and by one tap; renewing ends the old words', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000);
  await enterAs(context, 'teacher');
  const classPage = await makeClass(context);
  await page.goto(classPage);
  await page.getByRole('link', { name: '로그인 카드' }).click();
  await page.getByLabel('몇 장').fill('3');
  const papers = await paperOf(page, () => page.getByRole('button', { name: '만들어서 PDF 받기' }).click());
  expect(papers).toHaveLength(3);
  const [paper] = papers as [ReadCard];
  expect(paper.lines).toHaveLength(10);
  await expect(page.getByRole('row', { name: /카드 1 고르기/ })).toContainText('아직 안 씀');

  // The pupil scans; the secret leaves the address and is sent in a form alone.
  const school = await newBrowser(browser);
  const pupil = await school.newPage();
  const addresses: string[] = [];
  pupil.on('request', (request) => addresses.push(request.url()));
  expect(new URL(paper.address).origin).toBe(new URL(story.url).origin);
  await pupil.goto(paper.address);
  await expect(pupil.getByText('카드를 찍었어요.', { exact: false })).toBeVisible();
  await expect(pupil).toHaveURL('/card');
  await pupil.getByRole('button', { name: '들어가기' }).click();
  await expect(pupil).toHaveURL('/card/begin');
  const secret = paper.address.split('.').at(-1) ?? '-';
  expect(addresses.filter((address) => address.replace(/#.*/, '').includes(secret))).toEqual([]);

  // Age first.
  await look(pupil);
  await pupil.getByLabel('태어난 해').fill('2010');
  await pupil.getByLabel('태어난 달').selectOption('03');
  await pupil.getByRole('button', { name: '다음' }).click();
  await pupil.getByLabel('별명').fill('민지');
  await look(pupil);
  await pupil.getByRole('button', { name: '시작하기' }).click();
  await expect(pupil).toHaveURL('/card/passkey');
  await look(pupil);
  await pupil.getByRole('link', { name: '그냥 계속하기' }).click();
  await expect(pupil).toHaveURL('/home');
  for (const path of [
    '/settings',
    '/settings/second-factor',
    '/settings/leave',
    '/hours',
    '/classes',
    classPage,
  ]) {
    const answer = await pupil.goto(path);
    expect([path, answer?.status()]).toEqual([path, 200]);
  }

  // By the next words, and by them once.
  await signOut(pupil);
  const [first = '', second = '', third = ''] = paper.lines;
  await typeCard(pupil, paper.code, first);
  await expect(pupil).toHaveURL('/card/passkey');
  await signOut(pupil);
  await typeCard(pupil, paper.code, first);
  await expect(pupil.getByText('이 카드로는 들어가지 못했어요.', { exact: false })).toBeVisible();
  // What was typed is kept.
  await expect(pupil.getByLabel('카드 이름')).toHaveValue(paper.code);
  await pupil.getByLabel('낱말').fill(second.replaceAll(' ', ''));
  await pupil.getByRole('button', { name: '들어가기' }).click();
  await expect(pupil).toHaveURL('/card/passkey');
  await signOut(pupil);

  // By the teacher's one tap, while the page of the class stands open.
  await page.goto(classPage);
  await pupil.goto('/card');
  await pupil.getByLabel('카드 이름').fill(paper.code);
  await pupil.getByRole('button', { name: '선생님께 부탁하기' }).click();
  await expect(pupil).toHaveURL('/card/wait');
  const ask = page.getByRole('listitem').filter({ hasText: '민지가 이 반의 카드 1번으로 들어오려고 해요.' });
  await expect(ask).toBeVisible();
  const number = await pupil.locator('p.font-mono').textContent();
  await expect(ask).toContainText(number ?? '-');
  await look(pupil);
  await look(page);
  await page.getByRole('button', { name: '카드 1번 들어오게 하기' }).click();
  await expect(pupil).toHaveURL('/card/passkey');
  await expect(page.getByText('들어오게 했어요.')).toBeVisible();
  await expect(ask).toHaveCount(0);

  // Renewed: the pupil is out at once, the old words are void, the new ones open.
  await page.goto(`${classPage}/cards`);
  await page.getByLabel('카드 1 고르기').check();
  await page.getByRole('button', { name: '고른 카드 새로 인쇄하기' }).click();
  const [fresh] = (await paperOf(page, () =>
    page.getByRole('button', { name: '새로 인쇄하기', exact: true }).click(),
  )) as [ReadCard];
  await pupil.goto('/home');
  await expect(pupil).toHaveURL(/\/sign-in/);
  await typeCard(pupil, paper.code, third);
  await expect(pupil.getByText('이 카드로는 들어가지 못했어요.', { exact: false })).toBeVisible();
  await typeCard(pupil, fresh.code, fresh.lines[0] ?? '');
  await expect(pupil).toHaveURL('/card/passkey');

  // A passkey, where the device can; then without the card.
  const cdp = await school.newCDPSession(pupil);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await pupil.getByRole('button', { name: '이 기기에 패스키 만들기' }).click();
  await expect(pupil.getByText('패스키를 만들었어요.')).toBeVisible();
  await signOut(pupil);
  await pupil.goto('/sign-in');
  await pupil.getByRole('button', { name: '패스키로 로그인' }).click();
  await expect(pupil).toHaveURL('/home');
  await school.close();
});

test('who is under 14 is sent to a guardian, and the card stays nobody’s', async ({
  page,
  context,
  browser,
}) => {
  await enterAs(context, 'teacher');
  const classPage = await makeClass(context);
  await page.goto(`${classPage}/cards`);
  const [paper] = (await paperOf(page, () =>
    page.getByRole('button', { name: '만들어서 PDF 받기' }).click(),
  )) as [ReadCard];
  const school = await newBrowser(browser);
  const pupil = await school.newPage();
  await typeCard(pupil, paper.code, paper.lines[0] ?? '');
  await pupil.getByLabel('태어난 해').fill(String(new Date().getFullYear() - 12));
  await pupil.getByLabel('태어난 달').selectOption('03');
  await pupil.getByRole('button', { name: '다음' }).click();
  await expect(pupil).toHaveURL('/sign-up/guardian-needed');
  expect((await school.cookies()).map(({ name }) => name)).not.toContain('__Host-modu-card');
  await page.reload();
  await expect(page.getByRole('row', { name: /카드 1 고르기/ })).toContainText('아직 안 씀');
  await school.close();
});

test('a card that is not there and one that is answer the same', async () => {
  const bodies = new Set<string>();
  for (const code of ['222224', '999999', 'nonsense']) {
    const { status, text } = await postForm(story.url, '/card', {
      intent: 'enter',
      code,
      words: 'apple bread',
    });
    expect(status).toBe(422);
    bodies.add(/<main[\s\S]*<\/main>/.exec(text)?.[0].replaceAll(code, '') ?? `none for ${code}`);
  }
  expect(bodies.size).toBe(1);
});
