import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Attribute } from './job-record';
import { memberOf, printLong } from './print-record';
import { looksLikeNumber, printReleasedJson } from './released-json';

const folder = new URL('../../../../e2e/transcripts/pbs/', import.meta.url);
const recorded = (name: string) => readFileSync(new URL(name, folder));
const plain = (name: string, value: string): Attribute => ({ name, resource: undefined, value });
const print = (...attributes: Attribute[]) =>
  printReleasedJson('pbs01', new Date(0), {
    key: 'Jobs',
    members: [memberOf({ id: '1.pbs01', attributes })],
  });
/** The line of a recorded file that has this key, without its comma. */
const lineOf = (name: string, key: string) => {
  const bytes = recorded(name).toString('latin1');
  return (bytes.split('\n').find((line) => line.trim().startsWith(`"${key}":`)) ?? '')
    .trim()
    .replace(/,$/, '');
};
const printed = (attribute: Attribute, key: string) =>
  (
    print(attribute)
      .toString('latin1')
      .split('\n')
      .find((line) => line.trim().startsWith(`"${key}":`)) ?? ''
  )
    .trim()
    .replace(/,$/, '');

test.each([
  ['special-name-numeric.json', 'Job_Name', '12345'],
  ['special-name-exponent.json', 'Job_Name', '1e5'],
  ['special-name-nan.json', 'Job_Name', 'nan'],
  ['special-name-infinity.json', 'Job_Name', 'Infinity'],
  ['special-name-trailing-dot.json', 'Job_Name', '5.'],
  ['special-name-hex.json', 'Job_Name', '0x1F'],
  ['special-name-null.json', 'Job_Name', 'null'],
  ['special-account-korean.json', 'Account_Name', '연구팀'],
  ['special-account-quotes-backslash.json', 'Account_Name', 'team "x" \\ y'],
  ['special-comment-korean.json', 'comment', '점검 중'],
  ['special-comment-quotes-newline.json', 'comment', `He said "no" \\ C:\\temp, it's\nsecond line`],
  ['special-variable-backslash-end.json', 'Submit_arguments', '-h -N var -v P=dir\\'],
  ['special-variable-comma-backslash.json', 'Submit_arguments', '-h -N var -v LIST=a\\,b\\,c'],
  ['array-deleted.json', 'Error_Path', 'pbs01.cluster.example:/home/bora/delarr.e121.^array_index^'],
])('%s: %s is printed as the released client did', (name, key, value) => {
  expect(printed(plain(key, value), key)).toBe(lineOf(name, key));
});

test.each([
  [
    'special-variable-number-like.json',
    'SEED',
    'LOSS=nan,LR=1e-4,SEED=0042,BIG=123456789012345678901,H=0x1F,F=1.50',
  ],
  [
    'special-variable-number-like.json',
    'BIG',
    'LOSS=nan,LR=1e-4,SEED=0042,BIG=123456789012345678901,H=0x1F,F=1.50',
  ],
  [
    'special-variable-number-like.json',
    'LOSS',
    'LOSS=nan,LR=1e-4,SEED=0042,BIG=123456789012345678901,H=0x1F,F=1.50',
  ],
  ['special-variable-infinity.json', 'Y', 'X=inf,Y=-Infinity'],
  ['special-variable-empty-middle.json', 'EMPTY', 'A=1,EMPTY=,B=2,PBS_O_QUEUE=workq'],
  ['special-variable-empty-last.json', 'EMPTY', 'A=1,EMPTY=,PBS_O_QUEUE=workq'],
  ['special-variable-backslash-u.json', 'P', 'P=C:\\\\\\\\users,PBS_O_QUEUE=workq'],
  ['special-variable-em-dash.json', 'RANGE', 'RANGE=1—2'],
  ['special-variable-e-acute.json', 'WHO', 'WHO=café'],
  ['special-variable-newline.json', 'MSG', 'MSG=line1\nline2'],
  ['special-variable-comma-backslash.json', 'LIST', 'LIST=a\\,b\\,c'],
])('%s: variable %s', (name, key, list) => {
  expect(printed(plain('Variable_List', list ?? ''), key ?? '')).toBe(lineOf(name ?? '', key ?? ''));
});

test('the head alone has no final newline, as after an error', () => {
  expect(printReleasedJson('pbs01', new Date(1_795_490_849_000), undefined).toString()).toBe(
    '{\n    "timestamp":1795490849,\n    "pbs_version":"23.06.06",\n    "pbs_server":"pbs01"\n}',
  );
});

test('a whole record is shaped as recorded', () => {
  const text = print(
    plain('Job_Name', 'x'),
    { name: 'resources_used', resource: 'ncpus', value: '2' },
    { name: 'resources_used', resource: 'walltime', value: '00:00:03' },
    plain('job_state', 'F'),
    plain('Variable_List', 'A=1'),
  ).toString();
  expect(text).toBe(
    '{\n    "timestamp":0,\n    "pbs_version":"23.06.06",\n    "pbs_server":"pbs01",\n    "Jobs":{\n        "1.pbs01":{\n' +
      '            "Job_Name":"x",\n            "resources_used":{\n                "ncpus":2,\n                "walltime":"00:00:03"\n            },\n' +
      '            "job_state":"F",\n            "Variable_List":{\n                "A":1\n            }\n        }\n    }\n}\n',
  );
});

test('what looks like a number', () => {
  for (const text of ['0', '0.5', '-0042', '+5', '5.', '.5', '1e5', ' 7', 'nan', 'INF', '00'])
    expect(looksLikeNumber(text), text).toBe(true);
  for (const text of ['', ' ', '0042', '0x1F', '1a', '1 2', 'true', '00:10:00', '4gb'])
    expect(looksLikeNumber(text), text).toBe(false);
});

test('qstat -f folds its lines as recorded', () => {
  const list =
    'PBS_O_HOME=/home/bora,PBS_O_LANG=C.UTF-8,PBS_O_LOGNAME=bora,PBS_O_PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/opt/pbs/bin,PBS_O_MAIL=/var/mail/bora,PBS_O_SHELL=/bin/bash,PBS_O_WORKDIR=/home/bora,PBS_O_SYSTEM=Linux,RUN_ID=r-123,DATA=/home/bora/data,EMPTY=,PBS_O_QUEUE=gpu,PBS_O_HOST=pbs01.cluster.example';
  const comment = 'Job run at Tue Nov 24 at 03:25 on (pbs01:ncpus=2:ngpus=2:mem=4194304kb)';
  const text = printLong('Job Id: ', {
    id: '1.pbs01',
    attributes: [plain('Variable_List', list), plain('comment', comment)],
  }).toString();
  const whole = recorded('qstat-running-plain.txt').toString();
  const wanted = whole.slice(whole.indexOf('    Variable_List = '), whole.indexOf('    etime = '));
  expect(text).toBe(`Job Id: 1.pbs01\n${wanted}\n`);
});
