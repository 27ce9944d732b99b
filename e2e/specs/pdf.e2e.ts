import { AxeBuilder } from '@axe-core/playwright';
import PDFDocument from 'pdfkit';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { ApiClient } from '../fixtures/api-client';
import { enterAs, storyModu } from '../fixtures/enter-page';
import { expect, test } from '../fixtures/watched';

/* A PDF among one's files, read in the page. */

const require = createRequire(import.meta.url);
const korean = require.resolve('pretendard/dist/public/static/Pretendard-Regular.otf');

interface Written {
  password?: string;
  /** What a reader that runs scripts would run when it opens the file. */
  script?: string;
}

/** A PDF of two pages, with a link and what else is asked for. */
function pdfOf({ password, script }: Written = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...(password && { userPassword: password }) });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((resolve) => document.on('end', () => resolve(Buffer.concat(parts))));
  document.font(korean).fontSize(24).text('첫 쪽: 가속기 실험 보고서').moveDown();
  document.fontSize(14).text('여기를 누르세요', { link: 'https://evil.example/', underline: true });
  // A font that is not in the file: the reader has its own.
  document.font('Times-Roman').text('Results of the first run');
  document.addPage().font(korean).fontSize(24).text('둘째 쪽: 결론');
  if (script !== undefined) {
    const action = document.ref({ S: 'JavaScript', JS: new String(script) });
    action.end('');
    (document as unknown as { _root: { data: Record<string, unknown> } })._root.data['OpenAction'] = action;
  }
  document.end();
  return whole;
}

const folder = `pdf ${Date.now().toString(36)}`;

test.beforeAll(async () => {
  const files = {
    '보고서.pdf': await pdfOf(),
    '나쁜 것.pdf': await pdfOf({ script: "app.alert('1'); app.launchURL('https://evil.example/');" }),
    '잠긴 것.pdf': await pdfOf({ password: 'secret' }),
    '아닌 것.pdf': Buffer.from('not a PDF at all'),
  };
  const lines = Object.entries(files).map(
    ([name, bytes]) => `base64 -d > "$HOME/${folder}/${name}" <<'END'\n${bytes.toString('base64')}\nEND\n`,
  );
  const token = await storyModu('token', 'create', '--person', 'student@demo.modu');
  const client = new ApiClient(process.env['MODU_STORY_URL'] ?? '', token);
  const script = `#!/bin/sh\nmkdir -p "$HOME/${folder}"\n${lines.join('')}`;
  const launch = await client.launch({ cluster: 'hangang', name: 'PDF 쓰기', script, walltimeSeconds: 300 });
  await client.waitFor(launch.id, ['settled']);
});

test.beforeEach(({ context }) => enterAs(context, 'student'));

const open = (page: Page, name: string) =>
  page.goto(`/files/hangang?${new URLSearchParams({ path: `${folder}/${name}` })}`);

/** How many pixels of the page's picture are neither white nor empty. */
const drawn = (page: Page) =>
  page.locator('.pdf-sheet canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) count++;
    return count;
  });

test('a PDF is read page by page, its words are chosen and copied, and the keyboard is enough', async ({
  page,
}) => {
  await open(page, '보고서.pdf');
  const first = page.getByRole('region', { name: '2쪽 가운데 1쪽' });
  await expect(first.getByText('첫 쪽: 가속기 실험 보고서')).toBeVisible();
  await expect(first.getByText('Results of the first run')).toBeVisible();
  expect(await drawn(page)).toBeGreaterThan(1_000);
  const words = first.getByText('첫 쪽: 가속기 실험 보고서');
  const copied = await words.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    return getSelection()?.toString();
  });
  expect(copied).toBe('첫 쪽: 가속기 실험 보고서');
  // The words lie where they are drawn: as wide as the picture of them, by a tenth.
  const [box, sheet] = await Promise.all([words.boundingBox(), page.locator('.pdf-sheet').boundingBox()]);
  expect((box?.x ?? 0) - (sheet?.x ?? 0)).toBeCloseTo(((sheet?.width ?? 0) * 72) / 595, -1);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByRole('button', { name: '다음 쪽' }).press('Enter');
  await expect(page.getByText('둘째 쪽: 결론')).toBeVisible();
  await page.getByRole('textbox', { name: '쪽 번호' }).fill('1');
  await page.getByRole('textbox', { name: '쪽 번호' }).press('Enter');
  await expect(words).toBeVisible();
  const before = (await page.locator('.pdf-sheet').boundingBox())?.width ?? 0;
  await page.getByRole('button', { name: '크게 보기' }).press('Enter');
  await expect
    .poll(async () => (await page.locator('.pdf-sheet').boundingBox())?.width ?? 0)
    .toBeGreaterThan(before * 1.4);
});

test('what a PDF would run or open does nothing', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => asked.push(`dialog ${dialog.message()}`)));
  await open(page, '나쁜 것.pdf');
  const link = page.getByText('여기를 누르세요');
  await expect(link).toBeVisible();
  await link.click();
  await expect(page.getByText('첫 쪽: 가속기 실험 보고서')).toBeVisible();
  expect(page.url()).toContain('/files/hangang');
  expect(await page.locator('.pdf-sheet').locator('a, input, iframe, script').count()).toBe(0);
  const origin = new URL(process.env['MODU_STORY_URL'] ?? '').origin;
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('one with a password, and one that is none, say what to do', async ({ page }) => {
  await open(page, '잠긴 것.pdf');
  await expect(page.getByText('암호가 걸린 PDF예요.')).toBeVisible();
  await open(page, '아닌 것.pdf');
  await expect(page.getByText('이 PDF는 여기에서 보여 줄 수 없어요.')).toBeVisible();
  await expect(page.getByRole('link', { name: '내려받기' })).toBeVisible();
});
