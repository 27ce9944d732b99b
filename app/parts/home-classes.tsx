import type { TaughtClassView } from '#server/services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';

/** Each class in a line: how many run, how many wait, who is out of hours; and the way to the wall. */
export function HomeClasses({ classes }: { classes: readonly TaughtClassView[] }) {
  const t = useText('home');
  return (
    <Section title={t('classTitle')}>
      <Sheet as="ul" className="divide-y divide-line">
        {classes.map((one) => (
          <ClassRow key={one.id} taught={one} />
        ))}
      </Sheet>
    </Section>
  );
}

function ClassRow({ taught: { name, schoolName, students } }: { taught: TaughtClassView }) {
  const t = useText('home');
  const sum = (of: (student: (typeof students)[number]) => number) =>
    students.reduce((total, student) => total + of(student), 0);
  const out = students.filter(({ hours }) => hours.freeMilliGpuSeconds === 0).length;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 md:px-6">
      <div className="min-w-0 flex-[1_1_20rem]">
        <p className="text-h3 font-semibold">
          {name} <span className="text-small font-normal text-text-2">{schoolName}</span>
        </p>
        <p className="text-text-2">
          {t('classLine', {
            students: students.length,
            running: sum((student) => student.live.running),
            queued: sum((student) => student.live.queued),
          })}
        </p>
        {out > 0 && <p className="text-small text-warn-text">{t('classOut', { count: out })}</p>}
      </div>
      <LinkButton to={paths.class()}>{t('classOpen')}</LinkButton>
    </li>
  );
}
