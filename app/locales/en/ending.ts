import type { Translated } from '../areas';
import type { ending as ko } from '../ko/ending';

export const ending: Translated<typeof ko> = {
  label: 'Jobs that end soon',
  soon: '“{name}” reaches its time limit in {left} and stops.',
  soonSpoken:
    '“{name}” reaches its time limit in about {minutes, plural, one {# minute} other {# minutes}} and stops. Save your work, or give it more time.',
  save: 'What is not saved is lost.',
  others: '{count, plural, one {One other job ends} other {# other jobs end}} soon too',
  see: 'See the job',
  hide: 'Got it',
  idleLabel: 'A notebook that nobody uses',
  idle: 'Nothing has run in “{name}” for a while. It stops in {left}.',
  idleSpoken:
    'Nothing has run in “{name}” for a while, so it stops soon. Press Keep it if you go on with it.',
  idleWhy: 'The hours left come back then. Files that you saved stay.',
  keep: 'Keep it',
  stopNow: 'Stop it now',
  idleStopped: 'It was stopped because nobody used it for a while. Files that you saved are still there.',
  idleBack: '{hours} came back.',
  title: 'Time left',
  endsAt: 'It reaches its limit at {when}. What has not ended by then stops, and what is not saved is lost.',
  howMuch: 'How much more?',
  choice: '{more} more · {total} in all',
  extend: 'Add {more}',
  extending: 'Adding',
  cost: 'It costs up to {hours} more. What is not used comes back at the end.',
  atLimit: 'It has all the time that this centre gives. You can go on with the same settings in another run.',
  notHere:
    'This job cannot get more time while it runs. You can start another with the same settings before it ends.',
  again: 'Run with the same settings',
  state: {
    asked: 'The centre was asked for {total} in all. Its answer shows here.',
    done: 'It has {total} in all now.',
    refused: 'The centre did not give more time. The hours set aside for it are back.',
  },
  refusedWords: 'The scheduler’s words',
  noHours: 'That takes {needed} more, and you have {free}.',
  noHoursTeacher: 'Ask your teacher for more, or finish what the job does.',
  noHoursReviewer: 'You can ask for more hours. Meanwhile, finish what the job does.',
  askTeacher: 'Ask your teacher',
  askHours: 'Ask for hours',
  most: 'This job can be extended to {total} in all at most.',
};
