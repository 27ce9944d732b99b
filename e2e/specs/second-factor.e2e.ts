import type { CDPSession, Page } from 'playwright';
import { signUp } from '../fixtures/enter';
import { enterAs, openMailedLink, storyModu } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { codeAt } from '../fixtures/second-factor';
import { expect, test } from '../fixtures/watched';

/* A teacher, from the role to a class: nothing of the role opens before a second factor; then with each kind of one; then all is lost. */

/** A device with a fingerprint reader, in this page's browser, as Chromium pretends it. @see Chrome DevTools Protocol, WebAuthn */
async function plugIn(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function signInByMail(page: Page, email: string, at = '/sign-in'): Promise<void> {
  await page.goto(at);
  await page.getByLabel('메일 주소').fill(email);
  await page.getByRole('button', { name: '로그인 링크 받기' }).click();
  await page.waitForURL('**/sign-in/sent*');
  await openMailedLink(page, email);
  await page.getByRole('button', { name: '로그인하기' }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `${name}님의 메뉴` }).click();
  await page.getByRole('menuitem', { name: '로그아웃' }).click();
  await expect(page).toHaveURL('/');
}

/** What is shown to be copied, by its name. */
const shown = async (page: Page, name: string): Promise<string> =>
  (await page.locator(`pre[aria-label="${name}"]`).textContent()) ?? '';

test('a teacher sets a second factor up, comes in with each kind, loses all, and is helped', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const name = `factor-${Date.now()}`;
  const email = `${name}@saebom.hs.kr`;
  await signUp(story.url, email, { locale: 'ko' });
  await storyModu('person', 'role', email, '--add', 'teacher');

  // The role waits, and says for what.
  await signInByMail(page, email, '/sign-in?next=%2Fclass');
  await expect(page).toHaveURL('/settings/second-factor?next=%2Fclass');
  await expect(page.getByText('맡은 역할은 두 번째 확인을 해야 열려요.', { exact: false })).toBeVisible();
  await page.goto('/classes/new');
  await expect(page).toHaveURL('/settings/second-factor?next=%2Fclasses%2Fnew');

  // Without a device: the browser cannot, and the page says what else can be done.
  const { cdp, authenticatorId } = await plugIn(page);
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: '패스키 만들기' }).click();
  await expect(page.getByText('패스키를 쓰지 못했어요.', { exact: false })).toBeVisible();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByLabel('패스키 이름').fill('교무실 노트북');
  await page.getByRole('button', { name: '패스키 만들기' }).click();
  await expect(page.getByText('패스키를 만들었어요.')).toBeVisible();
  const codes = (await shown(page, '복구 코드')).split('\n');
  expect(codes).toHaveLength(10);
  await page.getByRole('link', { name: '이어서 가기' }).click();
  await expect(page).toHaveURL('/classes/new');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  // By the passkey alone.
  await signOut(page, name);
  await page.goto('/sign-in?next=%2Fclass');
  await page.getByRole('button', { name: '패스키로 로그인' }).click();
  await expect(page).toHaveURL('/class');

  // By mail, and confirmed by it. Until then nothing opens, on any page.
  await signOut(page, name);
  await signInByMail(page, email);
  await expect(page).toHaveURL('/confirm?next=%2Fhome');
  await page.goto('/settings');
  await expect(page).toHaveURL('/confirm?next=%2Fsettings');
  await page.getByRole('button', { name: '패스키로 확인하기' }).click();
  await expect(page).toHaveURL('/settings');
  await page.getByRole('link', { name: '두 번째 확인 관리하기' }).click();
  await expect(page.getByRole('table').getByText('교무실 노트북')).toBeVisible();

  // An app beside it.
  await page.getByRole('button', { name: '인증 앱 연결하기' }).click();
  await expect(page.getByRole('img', { name: '인증 앱에 넣을 QR 코드' })).toBeVisible();
  const key = (await shown(page, '키')).replaceAll(' ', '');
  await page.getByLabel('앱에 보이는 여섯 자리').fill('12345');
  await page.getByRole('button', { name: '연결 마치기' }).click();
  await expect(page.getByText('코드가 틀렸거나 이미 쓴 코드예요.', { exact: false })).toBeVisible();
  // The code of the step before, so that the next one can be used at once.
  await page.getByLabel('앱에 보이는 여섯 자리').fill(codeAt(key, -30));
  await page.getByRole('button', { name: '연결 마치기' }).click();
  await expect(page.getByText('인증 앱을 연결했어요.')).toBeVisible();

  // Elsewhere, without the device: a code of the app once, then never again; a recovery code.
  const other = await browser.newContext();
  const there = await other.newPage();
  await signInByMail(there, email);
  await expect(there).toHaveURL('/confirm?next=%2Fhome');
  const code = codeAt(key);
  await there.getByLabel('인증 앱의 코드 또는 복구 코드').fill(code);
  await there.getByRole('button', { name: '확인하기', exact: true }).click();
  await expect(there).toHaveURL('/home');
  await there.goto('/confirm');
  await there.getByLabel('인증 앱의 코드 또는 복구 코드').fill(code);
  await there.getByRole('button', { name: '확인하기', exact: true }).click();
  await expect(there.getByText('코드가 틀렸거나 이미 쓴 코드예요.', { exact: false })).toBeVisible();
  await there.getByLabel('인증 앱의 코드 또는 복구 코드').fill(codes[3] ?? '');
  await there.getByRole('button', { name: '확인하기', exact: true }).click();
  await expect(there).toHaveURL('/home');
  await there.goto('/settings/second-factor');
  await expect(there.getByText('9개 남았어요.')).toBeVisible();

  // All others end at once.
  await there.goto('/settings');
  await there.getByRole('button', { name: '다른 곳 모두 끝내기' }).click();
  await there.getByRole('alertdialog').getByRole('button', { name: '다른 곳 모두 끝내기' }).click();
  await expect(there.getByText('로그인을 끝냈어요.')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  // Everything lost: an administrator resets it, and the person is told and begins anew.
  const desk = await browser.newContext();
  await enterAs(desk, 'admin');
  const admin = await desk.newPage();
  await admin.goto(`/admin/people?search=${encodeURIComponent(email)}`);
  await admin.getByRole('button', { name: `${name}님의 두 번째 확인 지우기` }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: '두 번째 확인 지우기' }).click();
  await expect(admin.getByText('두 번째 확인을 지우고 메일로 알렸어요.')).toBeVisible();
  await expect(there).toHaveURL(/\/sign-in\?next=/);
  await there.goto('/demo/outbox');
  await expect(
    there.getByRole('article').filter({ hasText: email }).filter({ hasText: '관리자가 지웠어요' }),
  ).toHaveCount(1);
  await signInByMail(there, email);
  await expect(there).toHaveURL('/settings/second-factor?next=%2Fhome');
  await desk.close();
  await other.close();
});
