import { useText } from '../locales/use-text';
import type { ClassForm } from '../request/class-form.server';
import { Note } from '../ui/note';
import { ClassAsks } from './class-asks';
import { ClassCardAsks } from './class-card-asks';
import { ClassCardsLink } from './class-cards-link';
import { ClassCodes } from './class-codes';
import { ClassEnd } from './class-end';
import { ClassHelpers } from './class-helpers';
import { ClassHours } from './class-hours';
import { ClassRoster } from './class-roster';
import { ClassSharing } from './class-sharing';
import { ClassStudents } from './class-students';
import type { SteerProps } from './class-steer-props';
import { ClassWaiting } from './class-waiting';

/** What was said of an act when it is done; the others show what they did by themselves. */
const doneWords: Partial<
  Record<
    ClassForm['intent'],
    | 'hoursReturned'
    | 'shareSaved'
    | 'moved'
    | 'asksDone'
    | 'admitted'
    | 'removed'
    | 'codeClosed'
    | 'helperAdded'
  >
> = {
  'return-hours': 'hoursReturned',
  share: 'shareSaved',
  move: 'moved',
  give: 'asksDone',
  decline: 'asksDone',
  admit: 'admitted',
  remove: 'removed',
  'close-code': 'codeClosed',
  'add-helper': 'helperAdded',
};

const doneCardWords: Partial<Record<ClassForm['intent'], 'asks.allowed' | 'asks.declined'>> = {
  'card-yes': 'asks.allowed',
  'card-no': 'asks.declined',
};

/** A class as its teacher steers it: who asks and waits first, then hours, students, and how people come in. */
export function ClassSteer(props: SteerProps) {
  const t = useText('classes');
  const { view, done } = props;
  const words = done && doneWords[done.intent];
  const cards = useText('cards');
  const cardWords = done && doneCardWords[done.intent];
  return (
    <>
      {words && (
        <Note tone="success" isAnnounced>
          {t(words)}
        </Note>
      )}
      {cardWords && (
        <Note tone="success" isAnnounced>
          {cards(cardWords)}
        </Note>
      )}
      {props.cardAsks.length > 0 && <ClassCardAsks asks={props.cardAsks} />}
      {view.asks.length > 0 && <ClassAsks {...props} />}
      {view.waiting.length > 0 && <ClassWaiting {...props} />}
      <ClassHours {...props} />
      {view.mayManage && view.hours.grantedMilliGpuSeconds > 0 && !view.isEnded && (
        <ClassSharing key={view.version} {...props} />
      )}
      <ClassStudents {...props} />
      {view.mayManage && !view.isEnded && (
        <>
          <ClassCodes {...props} />
          <ClassCardsLink classId={view.id} />
          <ClassRoster {...props} />
          <ClassHelpers {...props} />
          <ClassEnd />
        </>
      )}
    </>
  );
}
