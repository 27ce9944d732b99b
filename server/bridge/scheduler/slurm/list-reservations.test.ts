import { expect, test } from 'vitest';
import { parseListReservations, parseTryReservation } from './list-reservations';

const mark = 'modu-0123456789abcdef01234567';
const answer = (stdout: string, stderr = '', code = 0) => ({
  stdout: Buffer.from(`\n${mark} begin\n${stdout}\n${mark} end ${code}\n`),
  stderr: `\n${mark} begin\n${stderr}\n${mark} end\n`,
  exitCode: 0,
  signal: null,
});
/** As Slurm 22.05 printed it, 2026-11-28. */
const printed =
  'ReservationName=class1 StartTime=2026-11-28T01:41:07 EndTime=2026-11-28T02:41:07 Duration=01:00:00 Nodes=gpu2 NodeCnt=1 CoreCnt=16 ' +
  'Features=(null) PartitionName=gpu Flags= TRES=cpu=16 Users=bom-27400 Groups=(null) Accounts=(null) Licenses=(null) State=ACTIVE ' +
  'BurstBuffer=(null) Watts=n/a MaxStartDelay=(null)\n';
const at = (time: string) => new Date(`2026-11-28T${time}Z`);

test('reservations that are on or to come, with when and where', () => {
  const anywhere = printed.replace('class1', 'all').replace('PartitionName=gpu', 'PartitionName=(null)');
  expect(parseListReservations(answer(printed + anywhere), mark, at('02:00:00'))).toEqual([
    { name: 'class1', partition: 'gpu', startsAt: at('01:41:07'), endsAt: at('02:41:07') },
    { name: 'all', partition: '', startsAt: at('01:41:07'), endsAt: at('02:41:07') },
  ]);
});

test('what is over is none, and so is what Slurm says when there are none', () => {
  expect(parseListReservations(answer(printed), mark, at('02:41:07'))).toEqual([]);
  expect(parseListReservations(answer('No reservations in the system\n'), mark)).toEqual([]);
  expect(() =>
    parseListReservations(answer('', 'slurm_load_reservations error: Socket timed out', 1), mark),
  ).toThrow('cluster-down');
});

test('whether a login may use one is sbatch’s word', () => {
  const words = 'allocation failure: Access denied to requested reservation';
  expect(parseTryReservation(answer('', words, 1), mark)).toBe(words);
  expect(
    parseTryReservation(answer('', 'sbatch: Job 2 to start at 2026-11-28T02:00:00'), mark),
  ).toBeUndefined();
});
