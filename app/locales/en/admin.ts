import type { Translated } from '../areas';
import type { admin as ko } from '../ko/admin';

export const admin: Translated<typeof ko> = {
  title: 'Administration',
  people: 'People',
  peopleLead: 'Who joined, and what they may do. The newest are on top.',
  search: 'Search by name, mail or school',
  find: 'Search',
  found: 'People found for “{search}”.',
  clear: 'Show all',
  none: 'Nobody found',
  noneLead: 'Try a part of the name, or the mail address.',
  table: 'People and their roles, newest first',
  name: 'Name',
  school: 'School',
  joined: 'Joined',
  roles: 'Roles',
  role: {
    student: 'Student',
    teacher: 'Teacher',
    reviewer: 'Reviewer',
    operator: 'Centre operator',
    administrator: 'Administrator',
  },
  roleMeaning: {
    student: 'Uses hours and launches jobs.',
    teacher: 'Leads classes.',
    reviewer: 'Decides on requests for hours, never on their own.',
    operator: 'Opens and closes their centre and sets its rates.',
    administrator: 'Says what people may do.',
  },
  change: 'Change roles',
  changeOf: 'Change the roles of {name}',
  changeTitle: 'Roles of {name}',
  changeLead:
    'Adding a role signs this person out everywhere. They come back with the new role when they sign in.',
  reset: 'Reset second factor',
  resetOf: 'Reset the second factor of {name}',
  resetTitle: 'Reset the second factor of {name}?',
  resetLead:
    'Do it only when you are sure that it is this person who asks. Their passkeys and codes go, they are signed out everywhere and told by mail.',
  resetDone: 'The second factor was reset. The person was told by mail.',
  save: 'Save roles',
  saving: 'Saving',
  saved: 'Roles saved.',
  lastAdministrator: 'This is the last administrator. Make somebody else one first.',
};
