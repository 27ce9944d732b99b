import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { keepQuiet } from './terminal-replies';

/** What the terminal types by itself when this is printed. */
async function answerTo(printed: string, isQuiet = true): Promise<string> {
  const terminal = new headless.Terminal({ allowProposedApi: true, cols: 80, rows: 24 });
  if (isQuiet) keepQuiet(terminal);
  let answer = '';
  terminal.onData((data) => (answer += data));
  await new Promise<void>((done) => terminal.write(printed, done));
  terminal.dispose();
  return answer;
}

test.each([
  ['primary attributes', '\x1b[c', /^\x1b\[\?[\d;]+c$/],
  ['secondary attributes', '\x1b[>c', /^\x1b\[>[\d;]+c$/],
  ['status', '\x1b[5n', /^\x1b\[0n$/],
  ['the cursor’s place', '\x1b[3;7H\x1b[6n', /^\x1b\[3;7R$/],
])('%s is told: shells need it', async (_what, printed, answer) => {
  expect(await answerTo(printed)).toMatch(answer);
});

const settings = ['m', 'r', '"p', ' q', '"q'].map((what) => `\x1bP$q${what}\x1b\\`);
const capabilities = ['544e', '436f', '524742'].map((name) => `\x1bP+q${name}\x1b\\`);
const modes = Array.from({ length: 60 }, (_, mode) => [
  `\x1b[${mode}$p`,
  `\x1b[?${mode}$p`,
  `\x1b[?${2000 + mode}$p`,
]).flat();
const windows = Array.from({ length: 24 }, (_, what) => [`\x1b[${what}t`, `\x1b[${what};2t`]).flat();
const colours = [4, 10, 11, 12, 17, 19].flatMap((code) => [
  `\x1b]${code};?\x07`,
  `\x1b]${code};1;?\x1b\\`,
  `\x1b]${code};?\x9c`,
]);
const clipboard = ['c', 'p', 'q', 's', '0', ''].flatMap((which) => [
  `\x1b]52;${which};?\x07`,
  `\x1b]52;${which};ZWNobyBoaQ==\x1b\\`,
]);
const rest = [
  '\x1b[>q',
  '\x1b[=c',
  '\x1b[x',
  '\x1b[1x',
  '\x05',
  '\x1b[5i',
  '\x1b[4i',
  '\x1bZ',
  '\x1b]50;?\x07',
  '\x1b]60\x07',
  '\x1b[?996n',
  '\x1b]9;hi\x07',
  '\x1b]777;notify;a;b\x07',
];
const links = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x'].map(
  (url) => `\x1b]8;;${url}\x1b\\click\x1b]8;;\x1b\\`,
);

test('nothing else that is printed makes the terminal type', async () => {
  const all = [
    ...settings,
    ...capabilities,
    ...modes,
    ...windows,
    ...colours,
    ...clipboard,
    ...rest,
    ...links,
  ];
  expect(all.length).toBeGreaterThan(280);
  for (const printed of all) expect([printed, await answerTo(printed)]).toEqual([printed, '']);
});

test('without it, some of them would', async () => {
  expect(await answerTo('\x1bP$qm\x1b\\', false)).not.toBe('');
  expect(await answerTo('\x1b[?25$p', false)).not.toBe('');
});
