/** Numbers that are the same in every run, so that what failed once fails again. */
export function makeDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

type Dice = ReturnType<typeof makeDice>;

const put = (bytes: Buffer, at: number, what: string | Buffer) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(what as string), bytes.subarray(at)]);

/** What links, terminals and well-meaning admins do to an answer. */
const ways: ((bytes: Buffer, roll: Dice) => Buffer)[] = [
  (bytes, roll) => {
    const copy = Buffer.from(bytes);
    for (let flips = roll(8); flips >= 0; flips--) copy[roll(copy.length)]! ^= 1 << roll(8);
    return copy;
  },
  (bytes, roll) => bytes.subarray(0, roll(bytes.length)),
  (bytes, roll) => bytes.subarray(roll(bytes.length)),
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (bytes, roll) => put(bytes, roll(bytes.length), Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80])),
  (bytes, roll) => put(bytes, roll(bytes.length), '\x1b[31;1m\x1b]0;title\x07\x1b[2J'),
  (bytes, roll) =>
    put(
      bytes,
      roll(bytes.length),
      ['|', '\x1e', '\x1f', '"', '\\', '{', '}', '\0'][roll(8)]!.repeat(1 + roll(40)),
    ),
  (bytes) => put(bytes, 0, '*** Welcome ***\nslurm: warning: {"jobs": []}\nMaintenance on Friday\n{\n'),
  (bytes, roll) =>
    Buffer.from(
      bytes.toString('latin1').replace(/\d+/g, (digits) => (roll(12) === 0 ? '9'.repeat(40) : digits)),
      'latin1',
    ),
  (bytes, roll) => {
    const [from, length] = [roll(bytes.length), roll(200)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, roll) => {
    const [from, length] = [roll(bytes.length), roll(400)];
    return put(bytes, roll(bytes.length), bytes.subarray(from, from + length));
  },
];

/** The answer after one to three accidents. */
export function spoil(bytes: Buffer, roll: Dice): Buffer {
  let spoilt = bytes;
  for (let times = roll(3); times >= 0; times--) {
    if (spoilt.length === 0) return spoilt;
    spoilt = ways[roll(ways.length)]!(spoilt, roll);
  }
  return spoilt;
}
