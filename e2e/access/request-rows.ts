import type { PageRow } from './page-rows';

const ownForm = '  in   bad  bad   bad   bad   bad   bad   bad   bad';
const signedIn = ' in   ok   ok    ok    ok    ok    ok    ok    ok';
const administrators = '   in  no  no  no  no  no  no  no  ok';
const administratorsBad = 'in  no  no  no  no  no  no  no  bad';
const reviewBad = '   in   no   no    no    no    bad   no    no    no';
/* The reviewer has not given a review: the report is for those who have. */
const reviewNot = '   in   no   no    no    no    no    no    no    no';
const assignBad = '   in   no   no    no    no    no    no    no    bad';
const teachers = ' in   no   no    ok    ok    no    no    no    no';

/** Requests for hours and programmes of research: asking, reviewing by one or by quorum, advising, and what administrators set. */
export const requestRows: Record<string, PageRow> = {
  //                            nobody owner student ownT otherT reviewer operator otherO administrator
  'GET /requests': { cells: signedIn },
  'GET /requests/new': { cells: signedIn },
  'POST /requests/new': {
    form: { title: '' },
    cells: ownForm,
  },
  // Reviewers and administrators are sent to where they see it.
  'GET /requests/:requestId': {
    at: '/requests/{request}',
    cells: 'in   ok   none  none  none  to    none  none  to',
  },
  'POST /requests/:requestId answer': {
    at: '/requests/{request}',
    form: { body: 'Because.' },
    cells: 'in   bad  none  none  none  no    none  none  no',
  },
  'POST /requests/:requestId report': {
    at: '/requests/{request}',
    form: { report: 'Done.' },
    cells: 'in   bad  none  none  none  no    none  none  no',
  },
  'POST /requests/:requestId withdraw': {
    at: '/requests/{request}',
    form: {},
    cells: 'in   ok   none  none  none  no    none  none  no',
    isLast: true,
  },
  'GET /review': { cells: 'in   no   no    no    no    ok    no    no    ok' },
  'GET /review/:requestId': {
    at: '/review/{request}',
    cells: 'in   no   no    no    no    ok    no    no    ok',
  },
  // An administrator sees what is to be decided and decides nothing.
  'POST /review/:requestId decide': {
    at: '/review/{request}',
    form: { choice: 'ask', version: '1', asked: '3600000', words: 'Why?' },
    cells: 'in   no   no    no    no    ok    no    no    no',
  },
  // Of a quorum: who was chosen reviews, an administrator chooses, and neither does the other's.
  'POST /review/:requestId review': { at: '/review/{reviewed}', form: {}, cells: reviewBad },
  'POST /review/:requestId hand-back': { at: '/review/{reviewed}', form: {}, cells: reviewBad },
  // No report lies there: who was chosen, and who sees all, are told apart by what they may do.
  'POST /review/:requestId accept-report': {
    at: '/review/{reviewed}',
    form: { version: '2' },
    cells: reviewNot,
  },
  'POST /review/:requestId return-report': {
    at: '/review/{reviewed}',
    form: { version: '2', reason: 'Why.' },
    cells: reviewNot,
  },
  'POST /review/:requestId assign': { at: '/review/{reviewed}', form: { personId: 'x' }, cells: assignBad },
  'POST /review/:requestId take-off': { at: '/review/{reviewed}', form: { personId: 'x' }, cells: assignBad },
  'GET /advise': { cells: teachers },
  // An administrator sees it elsewhere; here it is the adviser's alone.
  'GET /advise/:requestId': {
    at: '/advise/{advised}',
    cells: 'in   no   no    ok    none  no    no    no    no',
  },
  'POST /advise/:requestId confirm': {
    at: '/advise/{advised}',
    form: {},
    cells: 'in   no   no    ok    none  no    no    no    no',
    isLast: true,
  },
  'POST /advise/:requestId refuse': {
    at: '/advise/{advised}',
    form: {},
    cells: 'in   no   no    bad   none  no    no    no    no',
  },
  'GET /admin/programmes': { cells: administrators },
  'GET /admin/programmes/new': { cells: administrators },
  'POST /admin/programmes/new': { form: { counting: 'mean' }, cells: administratorsBad },
  'GET /admin/programmes/:name': { at: '/admin/programmes/{programme}', cells: administrators },
  'POST /admin/programmes/:name save': {
    at: '/admin/programmes/{programme}',
    form: { version: '1', counting: 'mean' },
    cells: administratorsBad,
  },
  'POST /admin/programmes/:name add-call': {
    at: '/admin/programmes/{programme}',
    form: {},
    cells: administratorsBad,
  },
  'POST /admin/programmes/:name remove-call': {
    at: '/admin/programmes/{programme}',
    form: { callId: '{person}' },
    cells: 'in   no   no    no    no    no    no    no    none',
  },
};
