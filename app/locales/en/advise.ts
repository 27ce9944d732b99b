import type { Translated } from '../areas';
import type { advise as ko } from '../ko/advise';

export const advise: Translated<typeof ko> = {
  title: 'Requests of students you advise',
  lead: 'Requests for hours that name you as adviser. No review begins until you confirm.',
  waiting: 'Waiting for you',
  done: 'Answered',
  table: 'Requests that wait for you, newest first',
  doneTable: 'Requests that you answered, newest first',
  empty: 'Nothing waits for you',
  emptyLead: 'When a student names your address as their adviser’s, you get a mail and it appears here.',
  who: 'Student',
  asked: 'Asked',
  state: 'State',
  about: '{name} · {level} · {school}',
  aboutNoSchool: '{name} · {level}',
  programme: 'Programme',
  confirmTitle: 'Do you confirm this request?',
  confirmLead:
    'You say that you advise this student, know this research, and think that the hours fit. The reviewers decide.',
  confirm: 'Confirm and send it to the reviewers',
  refuse: 'Do not confirm',
  reason: 'Why you do not confirm',
  reasonHelp: 'Only when you do not. The student reads it.',
  fixReason: 'Please say why, up to 4,000 characters.',
  refuseTitle: 'Not confirm it?',
  refuseLead: 'The request ends here. The student can ask again.',
  confirmed: 'You confirmed it. The review begins.',
  refused: 'You did not confirm it. The student was told why.',
  over: 'It was answered already, or the student took it back.',
  home: '{count} requests wait for your confirmation',
  homeGo: 'Read',
};
