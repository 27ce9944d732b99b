import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { KeptScreen } from './kept-screen';

const size = { columns: 40, rows: 8 };
const encode = (text: string) => new TextEncoder().encode(text);

/** What a screen of that size shows after these bytes, with its modes and the place of its cursor. */
async function shown(bytes: readonly Uint8Array[], at = size) {
  const terminal = new headless.Terminal({ cols: at.columns, rows: at.rows, allowProposedApi: true });
  for (const part of bytes) await new Promise<void>((done) => terminal.write(part, done));
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: at.rows }, (_, row) =>
    buffer.getLine(buffer.baseY + row)?.translateToString(true),
  );
  return { lines, cursor: [buffer.cursorX, buffer.cursorY], modes: terminal.modes, kind: buffer.type };
}

const printed: [what: string, parts: string[]][] = [
  ['Korean, colours and a prompt', ['한글 \x1b[1;31m빨강\x1b[0m\r\n', '\x1b[01;32mm1@hangang\x1b[0m:~$ ls']],
  ['a sequence in two halves', ['one\r\n\x1b[3', '1mred\x1b[0m two']],
  ['a letter in two halves', ['나라']],
  ['a full-screen program', ['before\r\n', '\x1b[?1049h\x1b[2J\x1b[?1h\x1b[2;6r\x1b[3;5Hmiddle\x1b[?25l']],
  ['what was there before it', ['before\r\n', '\x1b[?1049h\x1b[2Jinside', '\x1b[?1049l after']],
  ['bracketed paste and the mouse', ['\x1b[?2004h\x1b[?1000h\x1b[?1006h$ ']],
  ['more lines than it has', [Array.from({ length: 600 }, (_, index) => `line ${index}\r\n`).join('')]],
];

test.each(printed)('%s: the replay draws what the bytes drew, at every cut', async (_what, parts) => {
  const bytes = encode(parts.join(''));
  const wanted = await shown([bytes]);
  const cuts = [...new Set([0, 1, 2, 3, 5, 8, 13, 21, bytes.length - 2, bytes.length - 1, bytes.length])];
  for (const cut of cuts.filter((one) => one <= bytes.length)) {
    const screen = new KeptScreen(size);
    screen.add(bytes.slice(0, cut));
    await screen.fold();
    screen.add(bytes.slice(cut));
    expect([cut, await shown([await screen.replay(size)])]).toEqual([cut, wanted]);
  }
});

test('what goes on after a replay goes on where it was', async () => {
  const screen = new KeptScreen(size);
  screen.add(encode('\x1b[?1049h\x1b[2;6r\x1b[3;5Hmiddle\x1b[3'));
  const replay = await screen.replay(size);
  const rest = encode('2mgreen\x1b[6;1H\n\n');
  screen.add(rest);
  const wanted = await shown([encode('\x1b[?1049h\x1b[2;6r\x1b[3;5Hmiddle\x1b[32mgreen\x1b[6;1H\n\n')]);
  expect(await shown([replay, rest])).toEqual(wanted);
  expect(await shown([await screen.replay(size)])).toEqual(wanted);
});

test('on a smaller screen the lines are wrapped anew', async () => {
  const screen = new KeptScreen(size);
  // The line of the cursor is the shell's to draw anew.
  screen.add(encode(`${'0123456789'.repeat(3)}\r\n$ `));
  const small = { columns: 20, rows: 8 };
  const { lines } = await shown([await screen.replay(small)], small);
  expect(lines.slice(0, 2)).toEqual(['01234567890123456789', '0123456789']);
});

test('a flood of plain text is forgotten without being drawn, and what is left is the same', async () => {
  const screen = new KeptScreen(size);
  screen.add(encode('\x1b[34mtop\x1b[0m\r\n'));
  await screen.fold();
  const flood = encode(Array.from({ length: 30_000 }, (_, index) => `${index}\r\n`).join(''));
  screen.add(flood);
  expect(screen.skip()).toBe(true);
  expect(screen.bytesSince).toBeLessThan(16 * 1024);
  expect((await shown([await screen.replay(size)])).lines).toEqual((await shown([flood])).lines);
});

test('a flood with more than letters in it is drawn', async () => {
  const screen = new KeptScreen(size);
  screen.add(encode('\x1b[?1049h'));
  screen.add(encode('y\r\n'.repeat(30_000)));
  expect(screen.skip()).toBe(false);
  await screen.fold();
  expect((await shown([await screen.replay(size)])).kind).toBe('alternate');
});
