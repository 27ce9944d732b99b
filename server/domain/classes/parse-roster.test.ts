import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoster } from './parse-roster';

const emails = (list: Uint8Array | string) => parseRoster(list).good.map((line) => line.email);

describe('parseRoster', () => {
  it.each([
    ['commas', '이름,이메일\n김하늘,sky@school.kr\n'],
    ['tabs, as pasted from a spreadsheet', '이름\t이메일\n김하늘\tsky@school.kr'],
    ['semicolons', 'Name;E-Mail\n김하늘;sky@school.kr'],
    ['a byte order mark', '\ufeffname,email\r\n김하늘,sky@school.kr\r\n'],
    [
      'columns the other way round, and more of them',
      '학번,E-mail 주소,성명,email,반\n1,x,김하늘,sky@school.kr,3\n',
    ],
    ['quotes', 'name,email\n"김하늘","sky@school.kr"\n'],
    ['no heading', '3,김하늘,sky@school.kr\n'],
    ['addresses only', 'sky@school.kr\n'],
  ])('reads %s', (_what, list) => {
    expect(emails(list)).toEqual(['sky@school.kr']);
  });

  it('reads what Korean spreadsheets save as CSV', () => {
    // "이름,이메일\n김하늘,sky@school.kr\n" in CP949.
    const bytes = Buffer.from('c0ccb8a72cc0ccb8decdcf0ab1e8c7cfb4c32c736b79407363686f6f6c2e6b720a', 'hex');
    const { encoding, good } = parseRoster(new Uint8Array(bytes));
    expect(encoding).toBe('cp949');
    expect(good).toEqual([{ line: 2, email: 'sky@school.kr', displayName: '김하늘', studentNumber: '' }]);
  });

  it('says of every line that it does not take what is wrong', () => {
    const { good, bad } = parseRoster(
      [
        'name,email,no',
        '김하늘,sky@school.kr,1',
        '김하늘,SKY@school.kr,1',
        ',rain@school.kr,2',
        '오예준,,3',
        '서다온,a@b@c.kr,4',
        `${'가'.repeat(101)},long@school.kr,5`,
        '',
        '한지우,jiwoo@school.kr,6',
      ].join('\n'),
    );
    expect(good.map((line) => [line.line, line.displayName])).toEqual([
      [2, '김하늘'],
      [9, '한지우'],
    ]);
    expect(bad.map((line) => [line.line, line.problem])).toEqual([
      [3, 'twice'],
      [4, 'name-missing'],
      [5, 'no-email'],
      [6, 'email-invalid'],
      [7, 'name-too-long'],
    ]);
  });

  it('survives 5,000 lines with broken quotes, and anything else', () => {
    const broken = Array.from({ length: 5_000 }, (_, index) =>
      index % 7 === 0 ? `"학생 ${index},"s${index}@school.kr` : `학생 ${index},s${index}@school.kr`,
    ).join('\n');
    const { good, bad } = parseRoster(`name,email\n${broken}`);
    expect(good.length + bad.length).toBe(5_000);
    expect(good.length).toBeGreaterThanOrEqual(4_285);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 })), (list) => {
        const parsed = parseRoster(list);
        for (const line of parsed.good) expect(line.displayName).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        expect(new Set(parsed.good.map((line) => line.email)).size).toBe(parsed.good.length);
      }),
      { numRuns: 300 },
    );
  });
});
