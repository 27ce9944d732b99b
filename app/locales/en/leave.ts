import type { Translated } from '../areas';
import type { leave as ko } from '../ko/leave';

export const leave: Translated<typeof ko> = {
  section: 'Your data',
  sectionLead: 'Download everything that the portal keeps of you, or leave and have it all erased.',
  export: 'Download everything',
  leave: 'Leave the portal',
  title: 'Leave and erase everything',
  lead: 'It happens at once and cannot be undone.',
  gone: 'Your name, address, school, ways to sign in, tokens, and what you wrote in scripts and requests are erased.',
  files:
    'The files in your folders at the centres go, too. A centre that does not answer is asked until it does.',
  books:
    'The books of the hours that you used, and the numbers of your jobs, stay without a name. Nobody can turn them back into you.',
  forever: 'You may join again, but what is erased does not come back.',
  before: 'Take it along before you go.',
  email: 'Type your e-mail address to confirm',
  emailHelp: '{email}',
  emailWrong: 'That is not the address of this account.',
  name: 'Type your name to confirm',
  nameWrong: 'That is not the name that you show.',
  erase: 'Erase everything and leave',
  erasing: 'Erasing',
  stay: 'Stay',
  toLaunches: 'See what runs',
  toClasses: 'See your classes',
};
