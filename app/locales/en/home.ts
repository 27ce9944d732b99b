import type { Translated } from '../areas';
import type { home as ko } from '../ko/home';

export const home: Translated<typeof ko> = {
  title: 'Home',
  helloRunning: '{name}, {count, plural, one {one job is} other {# jobs are}} running',
  helloWaiting: '{name}, {count, plural, one {one job is} other {# jobs are}} waiting for a turn',
  helloIdle: '{name}, what will you run?',
  helloDuty: '{name}, here is what waits for you',
  launch: 'Launch',
  terminal: 'Terminal',

  hoursWhere: 'See where they went',
  hoursFoot:
    'You were granted {granted} in all. A launch sets aside what it could need at most; when it ends, what it did not use comes back.',
  hoursEmptyTitle: 'You have no hours yet',
  hoursEmpty: 'Starter hours arrive at once, without a review. With them you can run the examples.',
  hoursEmptyAction: 'Get starter hours',
  hoursOutTitle: 'All your hours are used',
  hoursOut: 'Say what you need more for and until when; a reviewer will answer.',
  hoursOutAction: 'Ask for hours',

  nowTitle: 'Now',
  nowEmptyTitle: 'Nothing is running',
  nowEmpty: 'Choose one below: two clicks and it runs. For the first example, 0.1 GPU-hours is plenty.',
  nowMore: 'See all',
  nowRest: '{count, plural, one {One more is} other {# more are}} not shown here.',

  againTitle: 'Run again',
  againAll: 'See all',
  again: 'Again',
  againOf: 'Run {name} again',
  fix: 'Edit',
  fixOf: 'Edit and run {name}',
  templatesTitle: 'Start from an example',
  templatesAll: 'See all',

  classTitle: 'My classes',
  classOpen: 'Open the wall',
  classLine:
    '{students, plural, one {1 student} other {# students}} · {running, number} running · {queued, number} waiting',
  classOut: '{count, plural, one {One student has} other {# students have}} no hours left.',
  reviewTitle: 'Review',
  reviewOpen: '{count, plural, one {One request waits} other {# requests wait}} for an answer',
  reviewOpenMany: 'More than {count, number} requests wait for an answer',
  reviewOldest: 'The oldest came {when}: {title}',
  reviewNone: 'No request waits for an answer.',
  reviewGo: 'Go to review',
  clustersTitle: 'Your clusters',
  clustersGo: 'See all',
  clustersNone: 'You do not operate a cluster yet.',
};
