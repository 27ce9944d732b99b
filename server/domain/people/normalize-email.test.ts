import { expect, test } from 'vitest';
import { isAppError } from '../../contract/app-error';
import { normalizeEmail } from './normalize-email';

/** Typed → the one form. */
const good: [string, string][] = [
  ['pupil@demo.modu', 'pupil@demo.modu'],
  ['Pupil@Demo.Modu', 'pupil@demo.modu'],
  ['  a@b.kr  ', 'a@b.kr'],
  ['a@B.KR\n', 'a@b.kr'],
  ['first.last@school.go.kr', 'first.last@school.go.kr'],
  ['a+tag@b.kr', 'a+tag@b.kr'],
  ['a_b-c@d-e.kr', 'a_b-c@d-e.kr'],
  ['1@2.kr', '1@2.kr'],
  ['a@sub.sub.sub.b.kr', 'a@sub.sub.sub.b.kr'],
  ['ａ＠ｂ．ｋｒ', 'a@b.kr'],
  ['a＠b.kr', 'a@b.kr'],
  ['a﹫b.kr', 'a@b.kr'],
  ['ABC@ＥＸＡＭＰＬＥ.com', 'abc@example.com'],
  ['a@한글.kr', 'a@xn--bj0bj06e.kr'],
  ['a@한글.한국', 'a@xn--bj0bj06e.xn--3e0b707e'],
  ['a@bücher.example', 'a@xn--bcher-kva.example'],
  ['a@BÜCHER.example', 'a@xn--bcher-kva.example'],
  ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ['a@b。kr', 'a@b.kr'],
  ['a@b．kr', 'a@b.kr'],
  ['a@b｡kr', 'a@b.kr'],
  [`${'x'.repeat(64)}@b.kr`, `${'x'.repeat(64)}@b.kr`],
  ['a{b}@c.kr', 'a{b}@c.kr'],
  ['a/b=c@d.kr', 'a/b=c@d.kr'],
  ['a?b@c.kr', 'a?b@c.kr'],
  ['#a~$@c.kr', '#a~$@c.kr'],
  ['a@straße.de', 'a@xn--strae-oqa.de'],
  ['ﬁ@b.kr', 'fi@b.kr'],
  ['a²@b.kr', 'a2@b.kr'],
  ['a@b.museum', 'a@b.museum'],
  ['a@b.x1', 'a@b.x1'],
];

test.each(good)('%j is %j', (typed, normal) => {
  expect(normalizeEmail(typed)).toBe(normal);
  expect(normalizeEmail(normal)).toBe(normal);
});

/** Every printable sign that a mailbox must not hold, put before, into and behind a local part and into a domain. */
const signsInLocal = [
  ...'"\'`,;:<>()[]\\ %!',
  '\t',
  '\n',
  '\r',
  '\0',
  '\u00a0',
  '\u200b',
  '\u200d',
  '\u202e',
  '\ufeff',
  '\u2028',
  'é',
  '한',
  'а',
  '😀',
  '@',
  '＠',
];
const signsInDomain = [
  ...'"\'`,;:<>()[]\\ %!#?/_*&=+|^~{}$',
  '\t',
  '\n',
  '\0',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u202e',
  '\ufeff',
  '😀\u200d',
  '@',
  '＠',
];
const bad: string[] = [
  ...signsInLocal
    .flatMap((sign) => [`${sign}a@b.kr`, `a${sign}c@b.kr`, `ac${sign}@b.kr`])
    .filter((text) => !/^\s/.test(text.normalize('NFKC'))),
  ...signsInDomain.flatMap((sign) => [`a@b${sign}c.kr`, `a@bc${sign}.kr`]),
  '',
  ' ',
  'a',
  '@',
  'a@',
  '@b.kr',
  'a@b',
  'a@@b.kr',
  'a@b@c.kr',
  'a@evil.com＠victim.kr',
  'a＠evil.com@victim.kr',
  '"a@evil.com"@victim.kr',
  'a@evil.com,b@victim.kr',
  'a@evil.com;b@victim.kr',
  'a <a@b.kr>',
  '<a@b.kr>',
  'mailto:a@b.kr',
  'a(comment)@b.kr',
  'a@b.kr (comment)',
  '.a@b.kr',
  'a.@b.kr',
  'a..b@c.kr',
  '.@b.kr',
  'a@.kr',
  'a@b..kr',
  'a@.b.kr',
  'a@b.kr.',
  'a@-b.kr',
  'a@b-.kr',
  'a@b.-kr',
  'a@b_c.kr',
  'a@127.0.0.1',
  'a@2130706433',
  'a@0x7f.1',
  'a@[127.0.0.1]',
  'a@[::1]',
  'a@[IPv6:::1]',
  'a@::1',
  'a@b.123',
  'a@localhost',
  'a@b.kr:25',
  'a@b.kr/path',
  'a@b.kr?x',
  'a@b.kr#x',
  'a@user:pw@b.kr',
  'a%b.kr@relay.kr',
  'b.kr!a@relay.kr',
  'a@%62.kr',
  'a@xn--.kr',
  `${'x'.repeat(65)}@b.kr`,
  `a@${'x'.repeat(64)}.kr`,
  `a@${'x.'.repeat(127)}kr`,
  `${'x'.repeat(60)}@${'y'.repeat(60)}.${'y'.repeat(60)}.${'y'.repeat(60)}.${'y'.repeat(60)}.kr`,
  `a@b.kr${'\0'.repeat(3)}`,
  'a@b.kr\r\nBcc: c@d.kr',
  'a\r\n@b.kr',
  'x'.repeat(100_000),
];

test.each([...new Set(bad)])('%j is refused', (typed) => {
  let error: unknown;
  try {
    normalizeEmail(typed);
  } catch (thrown) {
    error = thrown;
  }
  expect(isAppError(error) && error.code).toBe('email-invalid');
});

test('at least 200 forms are tried', () => {
  expect(good.length + new Set(bad).size).toBeGreaterThanOrEqual(200);
});
