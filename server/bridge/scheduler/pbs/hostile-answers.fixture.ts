/** Answers of about so many bytes that a careless reader takes quadratic time over; none of them is a whole listing. */
export function hostileAnswers(size: number): Record<string, Buffer> {
  const text = (head: string, unit: string) => Buffer.from(head + unit.repeat(size / unit.length));
  return {
    'one line of quotes': Buffer.alloc(size, '"'),
    'one line of backslashes': text('{\n"x":"', '\\'),
    carets: Buffer.alloc(size, '^'),
    'carets that almost spell': Buffer.alloc(size, Buffer.from([0x5e, 0x2c, 0x5e, 0xd7])),
    'opening braces': text('{\n', '"a":{\n'),
    'a string that never ends': text('{\n"a":"', 'b\\\n'),
    spaces: text('{\n', ' '),
    zeros: Buffer.alloc(size),
    colons: text('{\n"', '":'),
  };
}
