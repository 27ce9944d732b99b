import { expect, test } from 'vitest';
import { buildListUsage, parseListUsage } from './list-usage';

const mark = 'modu-0123456789abcdef01234567';
const separator = `\x1f${mark.slice(-12)}`;
const header =
  'JobID State Submit Start End ElapsedRaw Suspended AllocTRES ExitCode User NodeList JobName'.split(' ');
const answer = (...lines: string[][]) => {
  const text = [header, ...lines].map((cells) => cells.join(separator)).join('\n');
  return {
    stdout: Buffer.from(`\n${mark} begin\n${text}\n\n${mark} end 0\n`),
    stderr: `\n${mark} begin\n\n${mark} end\n`,
    exitCode: 0,
    signal: null,
  };
};
const line = (id: string, state: string, ended: string) =>
  `${id};${state};2026-11-24T12:00:00;None;${ended};0;00:00:00;;0:0;mbora;None assigned;modu-x`.split(';');
const read = (...lines: string[][]) => parseListUsage(answer(...lines), mark);

test.each([
  ['123_[0-3]', [0, 1, 2, 3]],
  ['123_[3,5-7%2]', [3, 5, 6, 7]],
  ['123_[0-8:4]', [0, 4, 8]],
  ['123_[9]', [9]],
])('tasks that were cancelled before they began share a line: %s', (id, indexes) => {
  const { runs, notUnderstood } = read(line(id, 'CANCELLED by 1002', '2026-11-24T12:00:09'));
  expect(runs.map((run) => [run.schedulerJobId, run.arrayIndex, run.end, run.startedAt])).toEqual(
    indexes.map((index) => [`123_${index}`, index, 'cancelled', undefined]),
  );
  expect(runs.every((run) => run.parentJobId === '123' && run.login === 'mbora')).toBe(true);
  expect(notUnderstood).toEqual([]);
});

test('what was cancelled before it had a node has not begun, whatever its line says', () => {
  const at = '2026-11-24T12:00:09';
  const [held] = read(line('123', 'CANCELLED by 1002', at).with(3, at)).runs;
  expect(held).toMatchObject({ end: 'cancelled', startedAt: undefined, seconds: 0 });
  const [ran] = read(line('123', 'CANCELLED by 1002', at).with(3, at).with(10, 'gpu1')).runs;
  expect(ran).toMatchObject({ end: 'cancelled', startedAt: new Date(`${at}Z`) });
});

test('a task with a line of its own has left the shared one, which may still name it', () => {
  const own = line('123_0', 'COMPLETED', '2026-11-24T12:00:05').with(3, '2026-11-24T12:00:02').with(5, '3');
  const shared = line('123_[0-1%1]', 'CANCELLED', '2026-11-24T12:00:09').with(3, '2026-11-24T12:00:09');
  for (const lines of [
    [own, shared],
    [shared, own],
  ])
    expect(
      read(...lines)
        .runs.map((run) => `${run.schedulerJobId} ${run.end} ${run.seconds} ${run.startedAt?.getSeconds()}`)
        .toSorted(),
    ).toEqual(['123_0 completed 3 2', '123_1 cancelled 0 undefined']);
});

test('tasks that wait are known and have not ended', () => {
  const { runs } = read(line('123_[4-5]', 'PENDING', 'Unknown'), line('123_3', 'RUNNING', 'Unknown'));
  expect(runs.map((run) => [run.arrayIndex, run.end])).toEqual([
    [4, undefined],
    [5, undefined],
    [3, undefined],
  ]);
});

test('a job of which something is said that cannot be read is unclear, not unknown', () => {
  const reading = read(line('123_[0-...]', 'CANCELLED', 'Unknown'), line('77', 'NEW_STATE', 'Unknown'));
  expect(reading).toMatchObject({ runs: [], unclearJobs: ['123', '77'] });
  expect(reading.notUnderstood).toHaveLength(2);
});

test('the second line of somebody’s name is not a word about another’s job', () => {
  const reading = read([...line('123', 'RUNNING', 'Unknown').slice(0, -1), 'two\n77 lines']);
  expect(reading.unclearJobs).toEqual([]);
  expect(reading.notUnderstood).toEqual(['77 lines']);
});

test('all tasks are told, however many: sacct would cut their list after 64 characters', () => {
  const { stdin } = buildListUsage(mark, [{ parentJobId: '123', submittedAfter: new Date() }]);
  expect(stdin).toMatch(/^TZ=UTC LC_ALL=C SLURM_BITSTR_LEN=0; export .*SLURM_BITSTR_LEN$/m);
});
