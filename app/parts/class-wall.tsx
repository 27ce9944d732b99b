import { useLiveState } from '../hooks/use-live';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import type { TaughtClassView } from '#server/services';
import { EmptyState } from '../ui/empty-state';
import { LiveDot } from '../ui/live-dot';
import { Section } from '../ui/section';
import { Stat, Stats } from '../ui/stat';
import { ClassSeat } from './class-seat';
import { seatGroupOf, seatGroups, type SeatGroup } from './class-seats';
import { sumHours } from './hours-pieces';

const titles: Record<SeatGroup, 'groupHelp' | 'groupWaiting' | 'groupRunning' | 'groupQuiet'> = {
  help: 'groupHelp',
  waiting: 'groupWaiting',
  running: 'groupRunning',
  quiet: 'groupQuiet',
};

/** One class as a room: who needs a look first, then who waits, who runs, and everyone else. */
export function ClassWall({ taught, nowAt }: { taught: TaughtClassView; nowAt: Date }) {
  const t = useText('class');
  const common = useText('common');
  const isConnected = useLiveState() !== 'lost';
  return (
    <Section
      title={taught.name}
      aside={<LiveDot isConnected={isConnected}>{common(isConnected ? 'live' : 'reconnecting')}</LiveDot>}
    >
      <p className="-mt-2 mb-5 text-small text-text-2">
        {t('school', { school: taught.schoolName, students: taught.students.length })}
      </p>
      {taught.students.length === 0 ? (
        <EmptyState title={t('noStudents')} />
      ) : (
        <div className="grid gap-6">
          <ClassSum students={taught.students} />
          {seatGroups.map((group) => (
            <Group key={group} group={group} students={taught.students} nowAt={nowAt} />
          ))}
        </div>
      )}
    </Section>
  );
}

function ClassSum({ students }: Pick<TaughtClassView, 'students'>) {
  const t = useText('class');
  const format = useFormat();
  const count = (part: (student: TaughtClassView['students'][number]) => boolean) =>
    format.number(students.filter(part).length);
  const free = format.gpuHoursParts(sumHours(students.map((student) => student.hours)).freeMilliGpuSeconds);
  return (
    <Stats label={t('sum')}>
      <Stat label={t('sumStudents')} value={format.number(students.length)} unit={t('people')} />
      <Stat label={t('sumRunning')} value={count(({ live }) => live.running > 0)} unit={t('people')} />
      <Stat label={t('sumWaiting')} value={count(({ live }) => live.queued > 0)} unit={t('people')} />
      <Stat label={t('sumFree')} value={free.value} unit={free.unit} />
    </Stats>
  );
}

interface GroupProps extends Pick<TaughtClassView, 'students'> {
  group: SeatGroup;
  nowAt: Date;
}

function Group({ group, students, nowAt }: GroupProps) {
  const t = useText('class');
  const format = useFormat();
  const mine = students.filter((student) => seatGroupOf(student, nowAt) === group);
  if (mine.length === 0) return null;
  return (
    <div>
      <h3 className="mb-2 text-small">
        {t(titles[group])} <span className="font-normal text-text-2">{format.number(mine.length)}</span>
      </h3>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-5">
        {mine.map((student) => (
          <ClassSeat key={student.id} student={student} nowAt={nowAt} />
        ))}
      </ul>
    </div>
  );
}
