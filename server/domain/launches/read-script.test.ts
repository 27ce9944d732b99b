import { describe, expect, it } from 'vitest';
import { limits } from '../../contract/limits';
import { scriptProblem, stagedScript } from './read-script';

describe('what can be staged', () => {
  it.each<[string, string, string | undefined]>([
    ['nothing', '', 'script-empty'],
    ['blank lines', ' \n\t\r\n', 'script-empty'],
    ['256 KiB', 'x'.repeat(limits.scriptBytes), undefined],
    ['a byte more', 'x'.repeat(limits.scriptBytes + 1), 'script-too-large'],
    ['Hangul counted in bytes', '가'.repeat(limits.scriptBytes / 3 + 1), 'script-too-large'],
    ['a zero byte', 'echo\0', 'script-binary'],
    [
      'an ELF head as text',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0xff]).toString('utf8'),
      'script-binary',
    ],
    ['bytes that are no UTF-8', Buffer.from([0x65, 0xb0, 0xa1]).toString('utf8'), 'script-binary'],
    ['half a character', 'echo \ud83d', 'script-binary'],
    ['Korean, emoji, quotes', `echo '안녕 🙂 "$(id)"'`, undefined],
  ])('%s', (_name, script, problem) => {
    expect(scriptProblem(script)).toBe(problem);
  });
});

describe('the script as it is staged', () => {
  it.each([
    ['echo hi', '#!/bin/sh\necho hi\n'],
    ['#!/bin/bash\r\necho hi\r\n', '#!/bin/bash\necho hi\n'],
    ['\uFEFF#!/usr/bin/env python3\nprint(1)', '#!/usr/bin/env python3\nprint(1)\n'],
    ['echo old\rmac', '#!/bin/sh\necho old\nmac\n'],
  ])('%j', (typed, staged) => {
    expect(stagedScript(typed)).toBe(staged);
  });
});
