import type { Translated } from '../areas';
import type { demo as ko } from '../ko/demo';

export const demo: Translated<typeof ko> = {
  title: 'Demo',
  peopleTitle: 'Come in with one click',
  peopleLead: 'These are the people of the demo. Choose a name to become that person.',
  become: 'Become {name}',
  kind: {
    pupil: 'High school',
    student: 'Undergraduate',
    graduate: 'Graduate',
    teacher: 'Teacher',
    reviewer: 'Reviewer',
    reviewer2: 'Reviewer 2',
    reviewer3: 'Reviewer 3',
    professor: 'Adviser',
    operator: 'Operator',
    sponsor: 'Sponsor',
    admin: 'Administrator',
  },
};
