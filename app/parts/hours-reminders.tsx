import type { ReactNode } from 'react';
import {
  dueReminder,
  reminderAbouts,
  type HourFacts,
  type HourReminder,
} from '#server/contract/hour-reminders';
import { useFormat } from '../format/use-format';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';

export interface RemindedHours extends HourFacts {
  id: string;
  title: string;
}

interface Props {
  hours: readonly RemindedHours[];
  /** The next step, as buttons. */
  actions?: ReactNode;
}

const tones = ['info', 'warn', 'danger'] as const;

/** What the mails remind of, where the hours stand: those that end soon or run out, in one note; nothing where there are none. */
export function HoursReminders({ hours, actions }: Props) {
  const t = useText('hours');
  const nowAt = useNow(60_000);
  const due = hours.flatMap((one) =>
    reminderAbouts.flatMap((about) => {
      const reminder = dueReminder(one, about, nowAt);
      return reminder?.isShown ? [{ one, reminder }] : [];
    }),
  );
  if (due.length === 0) return null;
  const tone = tones.findLast((word) => due.some(({ reminder }) => reminder.tone === word)) ?? 'info';
  return (
    <Note tone={tone} title={t('remind.title')} actions={actions}>
      <ul className="grid gap-0.5">
        {due.map(({ one, reminder }) => (
          <li key={`${one.id} ${reminder.about}`} className="[overflow-wrap:anywhere]">
            <Line hours={one} reminder={reminder} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Line({ hours, reminder }: { hours: RemindedHours; reminder: HourReminder }) {
  const t = useText('hours');
  const format = useFormat();
  const { title } = hours;
  const free = format.gpuHours(hours.granted - hours.held - hours.used);
  if (reminder.about === 'end')
    return t('remind.end', { title, free, day: format.instant(hours.endsAt.getTime() - 1, 'day') });
  return reminder.at === 100
    ? t('remind.gone', { title })
    : t('remind.used', { title, free, percent: String(reminder.at) });
}
