import type { Translated } from '../areas';
import type { apps as ko } from '../ko/apps';

export const apps: Translated<typeof ko> = {
  title: 'Apps in the browser',
  lead: 'One press starts it on a GPU node; when it is ready it opens in a new tab.',
  start: 'Start now',
  starting: 'Starting',
  change: 'Change and start',
  startLabel: 'Start {app} now',
  changeLabel: 'Change settings and start {app}',
  formLead: 'Start it as it is, or change what you like. When it is ready it opens in a new tab.',

  open: 'Open',
  opensInTab: 'opens in a new tab',
  queuedTitle: '{app} waits for its turn',
  queued: 'It starts by itself. You may close this page; the button to open it will be here.',
  startingTitle: '{app} is starting',
  startingWait: 'The job has begun. Once the program answers, the button to open it appears.',
  startingSays: 'What it does now:',
  readyTitle: '{app} is ready',
  ready: 'You can use it until {until}. Stop it when you are done: what is left returns at once.',
  endingTitle: '{app} ends within {left}',
  ending: 'It ends at {until}. Save now. Your files stay, and you can go on when you start it again.',
  overTitle: '{app} has ended',
  over: 'What you saved is still in your folder at the centre. Start it again to go on.',

  notYet: 'It cannot be opened yet',
  closed: 'It cannot be opened now',
  again: 'It tries again by itself every few seconds.',
  toJob: 'Go to the job page',
};
