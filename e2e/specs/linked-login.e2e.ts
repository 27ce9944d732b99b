import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSshPool } from '../../server/bridge/ssh/open-ssh-pool';
import { publicLineOf } from '../../server/start/open-ssh-key';
import { signUp } from '../fixtures/enter';
import { enterAs } from '../fixtures/enter-page';
import { story } from '../fixtures/portal';
import { expect, test } from '../fixtures/watched';

/* The operator of a centre lets people link logins that they have; a graduate student links theirs, and the centre knows them by it. */

/** Runs a line at the centre, without the portal: as its administrator, or as somebody who has a login there from before. */
async function atCentre(port: number, login: string, line: string): Promise<void> {
  const secret = (...path: string[]) => readFileSync(join(story.data, ...path), 'utf8');
  const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: secret('secrets/ssh_key') }) });
  const hostKeys = [publicLineOf(secret('centres/nuri/host_key'))];
  const link = pool.link({ cluster: 'nuri', host: '127.0.0.1', port, hostKeys, login });
  try {
    expect(await link.run({ line })).toMatchObject({ exitCode: 0 });
  } finally {
    await pool.close();
  }
}

test('offered by the operator, linked by one line at the centre, used, and unlinked', async ({ browser }) => {
  const [operating, own] = await Promise.all([
    browser.newContext({ locale: 'ko-KR' }),
    browser.newContext({ locale: 'ko-KR', viewport: { width: 360, height: 740 } }),
  ]);
  await enterAs(operating, 'operator');
  // Somebody new: nobody has made them a login there.
  const [name = '', value = ''] = (
    await signUp(story.url, `linking-${Date.now()}@x.kr`, { locale: 'ko' })
  ).split('=');
  await own.addCookies([{ name, value, url: story.url.replace('http:', 'https:'), secure: true }]);
  const desk = await operating.newPage();
  await desk.goto('/operate/clusters/nuri');
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(await desk.getByRole('main').innerText())?.[1]);
  await desk.getByRole('checkbox', { name: '이미 있는 로그인 잇기' }).check();
  const kinds = desk.getByRole('region', { name: '사람들의 로그인' });
  await kinds.getByRole('button', { name: '저장' }).click();
  await expect(desk.getByText('바꿨어요.')).toBeVisible();
  const login = `grad${Date.now().toString(36)}`;
  await atCentre(port, 'modu-svc', `modu-login add ${login}`);

  const page = await own.newPage();
  await page.goto('/settings');
  await page.getByRole('link', { name: '로그인 보기' }).click();
  const nuri = page.getByRole('region', { name: '누리 센터' });
  await nuri.getByRole('textbox', { name: '로그인 이름' }).fill('Root!');
  await nuri.getByRole('button', { name: '잇기 시작' }).click();
  await expect(nuri.getByText(/영어 소문자로 적어 주세요/)).toBeVisible();
  await expect(nuri.getByRole('textbox', { name: '로그인 이름' })).toHaveValue('Root!');
  await nuri.getByRole('textbox', { name: '로그인 이름' }).fill(login);
  await nuri.getByRole('button', { name: '잇기 시작' }).click();
  const line = nuri.getByRole('region', { name: '센터에서 실행할 한 줄' });
  await expect(line).toBeVisible();
  await nuri.getByRole('button', { name: '확인하고 잇기' }).click();
  await expect(nuri.getByText(/확인할 낱말이 아직 없어요/)).toBeVisible();

  await atCentre(port, login, await line.innerText());
  await nuri.getByRole('button', { name: '확인하고 잇기' }).click();
  await expect(nuri.getByText('이었어요. 이제 이 로그인으로 실행하고 터미널을 열어요.')).toBeVisible();
  await expect(nuri.getByText(login, { exact: true })).toBeVisible();
  await page.goto('/files/nuri?hidden=yes');
  await expect(page.getByText('.ssh', { exact: true }).first()).toBeVisible();

  await page.goto('/settings/logins');
  await nuri.getByRole('button', { name: '연결 끊기' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `${login} 연결 끊기` })
    .click();
  await expect(nuri.getByText(/연결을 끊었어요/)).toBeVisible();
  await expect(nuri.getByRole('textbox', { name: '로그인 이름' })).toBeVisible();

  await desk.getByRole('checkbox', { name: '이미 있는 로그인 잇기' }).uncheck();
  await kinds.getByRole('button', { name: '저장' }).click();
  await expect(desk.getByRole('checkbox', { name: '이미 있는 로그인 잇기' })).not.toBeChecked();
  await Promise.all([operating.close(), own.close()]);
});
