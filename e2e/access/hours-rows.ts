import type { PageRow } from './page-rows';

/** Hours and statements of them. Each their own; of a class its teachers; of schools and programmes administrators. */
export const hoursRows: Record<string, PageRow> = {
  //                            nobody owner student ownT otherT reviewer operator otherO administrator
  'GET /hours': {
    at: '/hours?allocation={allocation}',
    cells: '  in   ok   none  none  none  none  none  none  none',
  },
  // Of a class its teachers; that nobody sees another's own is tried in server/domain/statements.
  'GET /statement': {
    at: '/statement?of=class&id={class}',
    cells: '  in   none none  ok    none  none  none  none  none',
  },
  'GET /statement/file': {
    at: '/statement/file?of=class&id={class}&kind=csv',
    cells: '  in   none none  ok    none  none  none  none  none',
  },
  'GET /admin/statements': { cells: 'in   no   no    no    no    no    no    no    ok' },
  'POST /hours starter': { form: {}, cells: 'in   to   to    to    to    to    to    to    to' },
  // More than anybody has: the owner is told how much there is.
  'POST /hours return': {
    form: { allocation: '{allocation}', hours: '999999' },
    cells: '  in   bad  none  none  none  none  none  none  none',
  },
  'POST /hours end': {
    form: { allocation: '{allocation}' },
    cells: '  in   ok   none  none  none  none  none  none  none',
    isLast: true,
  },
};
