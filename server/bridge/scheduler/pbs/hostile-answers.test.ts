import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isAppError } from '#server/contract/app-error';
import type { RemoteResult } from '../../ssh/port';
import { restoreCaretBytes } from './caret-bytes';
import { parseListQueue, readJobs } from './list-queue';
import { hostileAnswers } from './hostile-answers.fixture';
import { readPbsJson } from './read-pbs-json';

const large = readFileSync(new URL('../../../../e2e/transcripts/pbs/large.json', import.meta.url));
const mark = 'modu-test';
const answer = (stdout: Buffer, before = ''): RemoteResult => ({
  stdout: Buffer.concat([
    Buffer.from(`${before}\n${mark} begin\n`),
    stdout,
    Buffer.from(`\n${mark} end 0\n`),
  ]),
  stderr: `\n${mark} begin\n\n${mark} end\n`,
  exitCode: 0,
  signal: null,
});
const take = (result: RemoteResult) => {
  try {
    return parseListQueue(result, mark);
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
};
const job = (id: string, more = '') => `        "${id}":{
            "Job_Name":"x",
            "Job_Owner":"bora@pbs01",
            "job_state":"R",
            "queue":"gpu"${more}
        }`;
const listing = (...jobs: string[]) =>
  Buffer.from(`{\n    "timestamp":1,\n    "Jobs":{\n${jobs.join(',\n')}\n    }\n}\n`);
const ids = (bytes: Buffer) => readJobs(readPbsJson(bytes)).jobs.map(({ schedulerJobId }) => schedulerJobId);

describe('an answer that is not whole is an error, never "no jobs"', () => {
  test.each([
    ['0 bytes with exit 0', Buffer.alloc(0)],
    ['cut in the middle', large.subarray(0, 300_000)],
    ['cut before the last brace', large.subarray(0, large.lastIndexOf('}'))],
    ['a page of HTML', Buffer.from('<html><body>maintenance</body></html>')],
    ['only a brace', Buffer.from('{\n')],
    ['null', Buffer.from('null')],
    ['binary', Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256))],
  ])('%s', (_name, bytes) => {
    expect(take(answer(bytes))).toBe('cluster-answer-unclear');
  });
  test('a script that was cut', () => {
    const whole = answer(large);
    expect(take({ ...whole, stdout: whole.stdout.subarray(0, whole.stdout.length - 5) })).toBe(
      'cluster-answer-unclear',
    );
    expect(take({ ...whole, stderr: '' })).toBe('cluster-answer-unclear');
    expect(take({ ...whole, stdout: Buffer.alloc(0), stderr: '' })).toBe('cluster-answer-unclear');
  });
});

describe('what surrounds or deforms a whole answer does no harm', () => {
  const count = (result: RemoteResult) => {
    const reading = take(result);
    return typeof reading === 'string' ? reading : reading.jobs.length;
  };
  const all = count(answer(large));
  test('a banner before the marks, and inside', () => {
    expect(count(answer(large, 'Welcome!\n{ not json }\n"x":{\n'))).toBe(all);
    expect(count(answer(Buffer.concat([Buffer.from('*** maintenance on Friday ***\n\n'), large])))).toBe(all);
  });
  test('CRLF', () => {
    expect(count(answer(Buffer.from(large.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')))).toBe(all);
  });
  test('compact JSON', () => {
    expect(count(answer(Buffer.from(JSON.stringify(JSON.parse(large.toString('utf8'))))))).toBe(all);
  });
  test('a line from elsewhere in the middle is reported', () => {
    const bytes = listing(job('1.a'), `${job('2.a')}`)
      .toString()
      .replace('            "queue"', 'wall: going down\n            "queue"');
    const { jobs, notUnderstood } = readJobs(readPbsJson(Buffer.from(bytes)));
    expect(jobs).toHaveLength(2);
    expect(notUnderstood).toEqual(['wall: going down']);
  });
});

describe('one job spoils only itself', () => {
  const spoilt: [string, string][] = [
    ['a value that begins with a quote', ',\n            "comment":""quoted" and more"'],
    ['a backslash at the end', ',\n            "Submit_arguments":"-v P=dir\\"'],
    ['a raw newline after a backslash', ',\n            "Submit_arguments":"a\\\nb\\\n}\\\nc"'],
    [
      'bare words',
      ',\n            "Account_Name":nan,\n            "project":-Infinity,\n            "x":+5',
    ],
    ['half a surrogate', ',\n            "comment":"\\ud83d and \\uZZZZ"'],
    [
      'a key called __proto__',
      ',\n            "Variable_List":{\n                "__proto__":"x"\n            }',
    ],
  ];
  test.each(spoilt)('%s', (_name, more) => {
    expect(ids(listing(job('1.a'), job('2.a', more), job('3.a')))).toEqual(['1.a', '2.a', '3.a']);
  });
  test('a job without a state is reported, the others stay', () => {
    const bytes = Buffer.from(
      listing(job('1.a'), job('2.a'), job('3.a')).toString().replace('"job_state":"R",\n', '\n'),
    );
    const { jobs, notUnderstood } = readJobs(readPbsJson(bytes));
    expect(jobs.map(({ schedulerJobId }) => schedulerJobId)).toEqual(['2.a', '3.a']);
    expect(notUnderstood).toEqual(['1.a: lacks a name, an owner, a queue or a state']);
  });
  test("a job that a variable's name forges is not believed, nor is the one whose id it took", () => {
    const forged = `,\n            "Variable_List":{\n                "X":"1"\n            }\n        },\n${job('1.a').replace('"R"', '"F"')}`;
    const { jobs, notUnderstood } = readJobs(
      readPbsJson(listing(job('1.a'), job('2.a', forged).replace(/\n {8}}$/, ''), job('3.a'))),
    );
    expect(jobs.map(({ schedulerJobId }) => schedulerJobId)).toEqual(['2.a', '3.a']);
    expect(notUnderstood).toContain('1.a came twice');
  });
});

describe('carets', () => {
  const spell = (text: string) =>
    Buffer.from(
      [...Buffer.from(text)].flatMap((byte) => (byte < 0x80 ? [byte] : [0x5e, (byte - 0xc0) & 0xff])),
    );
  test.each(['한국어', '연구팀 🚀 é — “x”', 'a^b^^c', '^array_index^', '', '^'])('%j comes back', (text) => {
    expect(restoreCaretBytes(spell(text)).toString('utf8')).toBe(text);
  });
  test('bytes that spell no character stay as they are', () => {
    for (const bytes of [
      Buffer.from('caf^)'),
      Buffer.from([0x5e, 0x2c, 0x5e]),
      Buffer.from([0x5e, 0xd7, 0x5e]),
    ])
      expect(restoreCaretBytes(bytes)).toEqual(bytes);
  });
});

describe('a megabyte made to hurt is an error, or the jobs that are in it (how long: bench/parsers)', () => {
  test.each(Object.entries(hostileAnswers(1024 * 1024)))('%s', (_name, bytes) => {
    expect(take(answer(bytes))).toBe('cluster-answer-unclear');
  });
  test('one exec_vnode, one comment', () => {
    for (const member of ['exec_vnode', 'comment']) {
      const long = `,\n            "${member}":"${'(n:ngpus=1)+'.repeat(80_000)}"`;
      expect(ids(listing(job('1.a', long)))).toEqual(['1.a']);
    }
  });
});

describe('ten thousand damaged answers', () => {
  test('none is taken for an end that was not there, none throws anything but a typed error', () => {
    const bytes = listing(job('1.a'), job('2.a', ',\n            "comment":"^,^\\u00d7"'), job('3[2].a'));
    let seed = 42;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    let whole = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const damaged = Buffer.from(bytes);
      for (let flips = 0; flips <= random(3); flips += 1) damaged[random(damaged.length)]! ^= 1 << random(8);
      const reading = take(answer(random(4) === 0 ? damaged.subarray(0, random(damaged.length)) : damaged));
      if (typeof reading === 'string') continue;
      whole += 1;
      for (const each of reading.jobs) expect(each.end).toBeUndefined();
    }
    expect(whole).toBeGreaterThan(1_000);
  });
});
