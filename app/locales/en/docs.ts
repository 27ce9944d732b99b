import type { Translated } from '../areas';
import type { docs as ko } from '../ko/docs';

export const docs: Translated<typeof ko> = {
  title: 'Help',
  lead: 'Pick what you are about to do. Anybody may read this, signed in or not.',
  shelf: {
    student: 'Students',
    teacher: 'Teachers',
    operators: 'Operators of a centre or of the portal',
    developers: 'Developers',
    decisions: 'Decisions',
  },
  shelfLead: {
    student: 'From the first run to why a job waits, hours and the terminal.',
    teacher: 'Watch a class, prepare a lesson, help the one who is stuck.',
    operators: 'Attach a cluster, set the portal up and look after it.',
    developers: 'How it is built, and how to use it from scripts.',
  },
  onlyEnglish: 'This page is in English only.',
  code: 'Commands and examples',
};
