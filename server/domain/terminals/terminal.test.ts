import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { until } from '../../demo/centre/testing/until';
import { DrawingDesk } from './drawing-desk';
import { Terminal } from './terminal';

const size = { columns: 80, rows: 24 };

/** A terminal whose shell is the test: what it prints, and whether it is read. */
function terminalOn() {
  let print: (bytes: Buffer) => void = () => undefined;
  const calls: string[] = [];
  const shell = {
    onData: (listener: (bytes: Buffer) => void) => void (print = listener),
    onEnd: () => undefined,
    write: () => undefined,
    resize: () => undefined,
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
    close: () => undefined,
  };
  const terminal = new Terminal('p', { cluster: 'c', login: 'l' }, { shell }, size, new DrawingDesk());
  return { terminal, calls, print: (bytes: number, text = 'y\r\n') => print(Buffer.alloc(bytes, text)) };
}

const viewer = {
  onData: () => undefined,
  onShown: () => undefined,
  onTaken: () => undefined,
  onEnd: () => undefined,
};

test('unseen, a shell is read at 64 KiB a second; seen, as fast as it prints', async () => {
  const { terminal, calls, print } = terminalOn();
  print(64 * 1024);
  expect(calls).toEqual([]);
  print(16 * 1024);
  expect(calls).toEqual(['pause']);
  await pause(400);
  expect(calls).toEqual(['pause', 'resume']);
  const attachment = await terminal.attach(viewer, size);
  calls.length = 0;
  print(100 * 1024);
  expect(calls).toEqual([]);
  attachment.leave();
  print(80 * 1024);
  expect(calls).toEqual(['pause']);
  terminal.end('left');
});

test('a flood of letters is not waited for; one with more in it waits for its drawing, and goes on after it', async () => {
  const { terminal, calls, print } = terminalOn();
  await terminal.attach(viewer, size);
  calls.length = 0;
  for (let part = 0; part < 6; part++) print(64 * 1024);
  expect(calls).toEqual([]);
  print(64 * 1024, '\x1b[31m');
  for (let part = 0; part < 6; part++) print(64 * 1024);
  expect(calls).toEqual(['pause']);
  await until('it goes on', () => calls.at(-1) === 'resume');
  terminal.end('left');
});

test('one who lost it can do nothing with it', async () => {
  const { terminal, calls } = terminalOn();
  const first = await terminal.attach(viewer, size);
  first.pause();
  await terminal.attach({ ...viewer }, size);
  expect(calls.at(-1)).toBe('resume');
  calls.length = 0;
  first.pause();
  expect([first.leave(), first.isCurrent(), calls]).toEqual([false, false, []]);
  terminal.end('left');
});
