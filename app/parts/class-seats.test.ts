import { expect, test } from 'vitest';
import { seatGroupOf, troubleOf, type Student } from './class-seats';

const nowAt = new Date('2026-05-01T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(nowAt.getTime() - minutes * 60_000);

function student(free: number, live: Partial<Student['live']> = {}, lastEnd?: Student['lastEnd']): Student {
  const hours = {
    grantedMilliGpuSeconds: 100,
    heldMilliGpuSeconds: 0,
    usedMilliGpuSeconds: 100 - free,
    freeMilliGpuSeconds: free,
  };
  return { id: 's', displayName: '김하늘', hours, live: { queued: 0, running: 0, ...live }, lastEnd };
}
const never: Student = { ...student(0), hours: { ...student(0).hours, grantedMilliGpuSeconds: 0 } };

test.each<[string, Student, ReturnType<typeof troubleOf>, ReturnType<typeof seatGroupOf>]>([
  ['never had hours', never, 'never', 'help'],
  ['used everything, also while one runs', student(0, { running: 1 }), 'noHours', 'help'],
  ['a little is left', student(9), 'fewHours', 'help'],
  ['just enough is left', student(10), undefined, 'quiet'],
  ['waits', student(50, { queued: 2 }), undefined, 'waiting'],
  ['runs and waits', student(50, { queued: 1, running: 1 }), undefined, 'running'],
  ['failed a moment ago', student(50, {}, { end: 'failed', at: minutesAgo(59) }), 'failed', 'help'],
  ['failed in an earlier lesson', student(50, {}, { end: 'failed', at: minutesAgo(60) }), undefined, 'quiet'],
  ['tries again', student(50, { queued: 1 }, { end: 'failed', at: minutesAgo(1) }), undefined, 'waiting'],
  ['stopped it on purpose', student(50, {}, { end: 'cancelled', at: minutesAgo(1) }), undefined, 'quiet'],
  ['done', student(50, {}, { end: 'completed', at: minutesAgo(1) }), undefined, 'quiet'],
])('%s', (_name, one, trouble, group) => {
  expect(troubleOf(one, nowAt)).toBe(trouble);
  expect(seatGroupOf(one, nowAt)).toBe(group);
});
