import type { Cells } from './askers';
import { requestRows } from './request-rows';
import { guardianRows } from './guardian-rows';
import { hoursRows } from './hours-rows';
import { operated, operations } from './operate-rows';

/** Things of the owner that addresses and forms name, filled in by the spec. */
export interface Things {
  launch: string;
  request: string;
  /** In a programme that two reviewers decide on, `reviewer` one of them; waits for the adviser `ownTeacher` before that. */
  reviewed: string;
  advised: string;
  /** The name of that programme. */
  programme: string;
  allocation: string;
  token: string;
  person: string;
  class: string;
  /** Of the owner's teacher, who has not paid yet. */
  purchase: string;
  /** Opens the owner's class, by link. */
  code: string;
}

export interface PageRow {
  cells: Cells;
  /** The address that is asked for [the route's own]; `{launch}` and the like name the owner's things. */
  at?: string;
  /** What is posted: a form that would do something if it were let in, unless everybody may only do it to themselves. */
  form?: Record<string, string>;
  /** Asked for after all others, because it ends what they need. */
  isLast?: true;
}

/* One thing of one's own for everybody; nothing of anybody else's can be named. */
const everybody = 'ok   ok   ok    ok    ok    ok    ok    ok    ok';
const signedIn = ' in   ok   ok    ok    ok    ok    ok    ok    ok';
const sentOn = '   to   to   to    to    to    to    to    to    to';
/* Who is signed in has nothing to do there. */
const beginning = 'bad  to   to    to    to    to    to    to    to';
const nowhere = '  none none none  none  none  none  none  none  none';
const ownOnly = '  in   ok   none  none  none  none  none  none  none';

const ownForm = '  in   bad  bad   bad   bad   bad   bad   bad   bad';
const notEven = '  in   none none  none  none  none  none  none  none';
const operators = '  in  no   no    no    no    no    ok    ok    ok';
const operatorsBad = 'in no   no    no    no    no    bad   bad   bad';
const teachers = ' in   no   no    ok    ok    no    no    no    no';
/* A student of the class is told no more of its steering than a stranger. */
const steered = '  in   none none  ok    none  none  none  none  none';
const steerBad = ' in   none none  bad   none  none  none  none  none';

/* Who has a login at a cluster: a terminal and a home. */
const computing = 'in   ok   ok    ok    ok    no    no    no    no';
const noFile = '   in   none none  none  none  no    no    no    no';

/** What is done to files: each asker has a home of their own, in which only the owner has the owner's launch. */
const fileActs: Record<string, PageRow> = {
  make: {
    form: { path: '', kind: 'file', name: '..' },
    cells: '  in   bad  bad   bad   bad   no    no    no    no',
  },
  rename: {
    form: { path: '.modu/{launch}/user.sh', name: 'renamed.sh' },
    cells: '  in   ok   none  none  none  no    no    no    no',
    isLast: true,
  },
  move: { form: { 'paths[]': '.modu/{launch}/not-there', to: '' }, cells: noFile },
  trash: { form: { 'paths[]': '.modu/{launch}/not-there' }, cells: noFile },
  // Of a file that is not there nothing is written: it is told as changed meanwhile.
  save: { form: { path: 'not-there', text: '', base: '' }, cells: computing },
};

/** What is done on the page of a class: by its own teacher, or by the student for themselves. */
const classActs: Record<string, PageRow> = {
  'ask-hours': { form: {}, cells: steerBad },
  share: { form: { floor: '1', cap: '1', version: '1' }, cells: steerBad },
  move: { form: { personId: '{person}', hours: '1' }, cells: steerBad },
  give: { form: { asks: '{person}', hours: '1' }, cells: steered },
  decline: { form: { asks: '{person}' }, cells: steered },
  admit: { form: { people: '{person}' }, cells: steered },
  freeze: { form: { personId: '{person}' }, cells: steered },
  unfreeze: { form: { personId: '{person}' }, cells: steered },
  'make-code': { form: {}, cells: steered },
  'close-code': { form: { codeId: '{person}' }, cells: notEven },
  'seek-sponsors': { form: {}, cells: steered },
  'stop-seeking': { form: {}, cells: steered },
  'read-roster': { form: { list: 'a@x.kr,A' }, cells: steered },
  'take-roster': { form: { list: 'a@x.kr,A' }, cells: steered },
  'add-helper': { form: { email: 'nobody@nowhere.kr' }, cells: notEven },
  'ask-more': { form: { reason: 'More.' }, cells: 'in   ok   none  none  none  none  none  none  none' },
  'card-yes': { form: { askId: '{person}' }, cells: notEven },
  'card-no': { form: { askId: '{person}' }, cells: notEven },
  // Of a pool without hours.
  'return-hours': { form: { hours: '1' }, cells: steerBad },
  leave: { form: {}, cells: 'in   to   none  bad   none  none  none  none  none', isLast: true },
  remove: { form: { personId: '{person}' }, cells: notEven, isLast: true },
  end: { form: {}, cells: steered, isLast: true },
};

/** `GET` and `POST` of every route of `app/routes`, as `npm run routes` lists them; a form that does several things has a row for each. */
export const pageRows: Record<string, PageRow> = {
  //                            nobody owner student ownT otherT reviewer operator otherO administrator
  'GET /': { cells: everybody },
  'GET /_ui': { cells: everybody },
  'GET /*': { at: '/there-is-no-such-page', cells: nowhere },
  'POST /*': { at: '/there-is-no-such-page', form: {}, cells: nowhere },
  'GET /demo/outbox': { cells: everybody },
  'GET /become': { cells: sentOn },
  'POST /become': { form: { email: 'nobody@nowhere.kr' }, cells: nowhere },

  'GET /sign-in': { cells: 'ok   to   to    to    to    to    to    to    to' },
  'POST /sign-in': { form: { email: 'a@b@c' }, cells: beginning },
  'GET /sign-in/sent': { cells: everybody },
  'GET /sign-up': { cells: 'ok   to   to    to    to    to    to    to    to' },
  'POST /sign-up': { form: { step: 'about', birthYearMonth: '2004-01' }, cells: beginning },
  'GET /sign-up/guardian-needed': { cells: everybody },
  ...guardianRows,
  'GET /auth/link': { at: '/auth/link?token=not-one', cells: everybody },
  'POST /auth/link': { form: { token: 'not-one' }, cells: sentOn },
  'GET /auth/oidc': { cells: sentOn },
  'POST /auth/oidc': { form: { provider: 'none' }, cells: nowhere },
  // Nobody went anywhere: they begin anew.
  'GET /auth/callback/:provider': {
    at: '/auth/callback/none?code=x',
    cells: 'in   in   in    in    in    in    in    in    in',
  },
  'GET /auth/passkey': { cells: sentOn },
  'POST /auth/passkey': {
    form: { response: '{}' },
    cells: 'bad  bad  bad   bad   bad   bad   bad   bad   bad',
  },
  'GET /auth/passkey-options': { cells: sentOn },
  'POST /auth/passkey-options': { form: { purpose: 'add' }, cells: signedIn },
  // Who joined by mail and was given a role has a second factor; those whom one becomes have none.
  'GET /confirm': { cells: '  in   to   to    ok    ok    to    to    ok    to' },
  'POST /confirm passkey': {
    form: { response: '{}', next: '/home' },
    cells: 'in   to   to    bad   bad   to    to    bad   to',
  },
  'POST /confirm code': {
    form: { code: 'none', next: '/home' },
    cells: 'in   to   to    bad   bad   to    to    bad   to',
  },
  'GET /sign-out': { cells: sentOn },
  'POST /sign-out': { form: {}, cells: sentOn, isLast: true },
  'GET /card': { cells: '    ok   to   to    to    to    to    to    to    to' },
  'POST /card enter': { form: { code: '222223', words: 'apple bread cloud dream' }, cells: beginning },
  // The same for every card: one waits.
  'POST /card ask': { form: { code: '222222' }, cells: sentOn },
  'GET /card/begin': { cells: sentOn },
  'POST /card/begin': { form: { step: 'about', birthYearMonth: '2004-01' }, cells: sentOn },
  'GET /card/wait': { cells: sentOn },
  'POST /card/wait': { form: {}, cells: sentOn },
  // Who has an e-mail address has nothing to do there.
  'GET /card/passkey': { cells: 'in   to   to    to    to    to    to    to    to' },
  'GET /language': { cells: sentOn },
  'POST /language': { form: { locale: 'ko' }, cells: sentOn },
  'GET /theme': { cells: sentOn },
  'POST /theme': { form: { theme: 'dark' }, cells: sentOn },

  'GET /home': { cells: signedIn },
  'GET /settings': { cells: signedIn },
  'POST /settings profile': { form: { displayName: '' }, cells: ownForm },
  // Each their own.
  'POST /settings mails': { form: { endingMails: 'on' }, cells: signedIn },
  'POST /settings end-session': { form: { id: '{person}' }, cells: notEven },
  'GET /settings/export': { cells: signedIn },
  'GET /settings/leave': { cells: signedIn },
  'POST /settings/leave': { form: { email: 'not-mine@x.kr' }, cells: ownForm },
  'GET /settings/logins': { cells: computing },
  // No centre of the demo takes links; what is not there can be given up.
  'POST /settings/logins claim': {
    form: { cluster: 'hangang', login: 'kim' },
    cells: 'in   no   no    no    no    no    no    no    no',
  },
  'POST /settings/logins prove': {
    form: { cluster: 'hangang' },
    cells: 'in   no   no    no    no    no    no    no    no',
  },
  'POST /settings/logins drop': { form: { cluster: 'hangang' }, cells: computing },
  'POST /settings/logins unlink': { form: { cluster: 'hangang' }, cells: noFile },
  'GET /settings/second-factor': { cells: signedIn },
  'POST /settings/second-factor add-passkey': { form: { response: '{}', name: 'x' }, cells: ownForm },
  'POST /settings/second-factor remove-passkey': { form: { id: '{person}' }, cells: notEven },
  'POST /settings/second-factor start-totp': {
    form: {},
    cells: 'in   ok   ok    bad   bad   ok    ok    bad   ok',
  },
  'POST /settings/second-factor prove-totp': { form: { code: 'none' }, cells: ownForm },
  'POST /settings/second-factor remove-totp': {
    form: {},
    cells: 'in   none none  bad   bad   none  none  bad   none',
  },
  'POST /settings/second-factor renew-codes': {
    form: {},
    cells: 'in   bad  bad   ok    ok    bad   bad   ok    bad',
  },
  'POST /settings unlink': { form: { id: '{person}' }, cells: notEven },
  'POST /settings make-token': { form: { name: '', days: '1' }, cells: ownForm },
  'POST /settings revoke-token': { form: { id: '{token}' }, cells: ownOnly, isLast: true },
  ...hoursRows,

  'GET /launch': { cells: signedIn },
  // Run again: only one's own.
  'GET /launch/new': { at: '/launch/new?again={launch}', cells: ownOnly },
  'POST /launch/new': { form: { script: '' }, cells: ownForm },
  'GET /launch/:template': { at: '/launch/hello-gpu', cells: signedIn },
  'POST /launch/:template': { at: '/launch/hello-gpu', form: { script: '' }, cells: ownForm },
  'GET /launch/app/:app': { at: '/launch/app/jupyter', cells: signedIn },
  'POST /launch/app/:app': { at: '/launch/app/jupyter', form: { walltime: '0', gpus: '1' }, cells: ownForm },
  'GET /launch/quote': { cells: sentOn },
  'POST /launch/quote': { form: { cluster: 'hangang', script: 'true', walltime: '1m' }, cells: signedIn },
  'GET /launches': { cells: signedIn },
  'GET /launches/:launchId': { at: '/launches/{launch}', cells: ownOnly },
  'GET /launches/:launchId/output': { at: '/launches/{launch}/output', cells: ownOnly },
  'GET /launches/:launchId/folder': { at: '/launches/{launch}/folder', cells: ownOnly },
  'GET /launches/:launchId/results': { at: '/launches/{launch}/results', cells: ownOnly },
  'GET /launches/:launchId/result': { at: '/launches/{launch}/result?file=made.txt', cells: ownOnly },
  // The owner's launch is no app; who may enter one is tried at the gateway.
  'GET /launches/:launchId/enter': { at: '/launches/{launch}/enter?knock=x', cells: notEven },
  'GET /launches/:launchId/extend': { at: '/launches/{launch}/extend', cells: sentOn },
  'POST /launches/:launchId/extend': {
    at: '/launches/{launch}/extend',
    form: { walltimeSeconds: '900' },
    cells: ownOnly,
  },
  'GET /launches/:launchId/keep': { at: '/launches/{launch}/keep', cells: sentOn },
  // The owner's launch is no app.
  'POST /launches/:launchId/keep': { at: '/launches/{launch}/keep', form: {}, cells: notEven },
  'GET /launches/:launchId/cancel': { at: '/launches/{launch}/cancel', cells: sentOn },
  'POST /launches/:launchId/cancel': {
    at: '/launches/{launch}/cancel',
    form: {},
    cells: 'in   to   none  none  none  none  none  none  none',
    isLast: true,
  },

  'GET /payments': { cells: teachers },
  'GET /payments/new': {
    at: '/payments/new?class={class}',
    cells: '  in   no   no    ok    none  no    no    no    no',
  },
  'POST /payments/new': {
    form: { classId: '{class}', pack: 'none', message: '' },
    cells: '  in   no   no    bad   bad   no    no    no    no',
  },
  'GET /payments/:purchaseId': {
    at: '/payments/{purchase}',
    cells: '  in   no   no    ok    none  no    no    no    no',
  },
  'POST /payments/:purchaseId': {
    at: '/payments/{purchase}',
    form: { hours: '1' },
    cells: '  in   no   no    bad   none  no    no    no    no',
  },
  ...requestRows,

  'GET /terminal': { cells: computing },
  // Nothing is shown to anybody; the story and the sockets' own tests try what is.
  'GET /watch/:terminalId': {
    at: '/watch/01900000-0000-7000-8000-000000000000',
    cells: 'in   no   no    none  none  no    no    no    no',
  },
  'POST /watch/:terminalId': {
    at: '/watch/01900000-0000-7000-8000-000000000000',
    form: {},
    cells: 'in   no   no    none  none  no    no    no    no',
  },

  'GET /files': { cells: computing },
  // The owner's script, as a file of the owner's.
  'GET /files/:cluster': {
    at: '/files/hangang?path=.modu/{launch}/user.sh',
    cells: '  in   ok   none  none  none  no    no    no    no',
  },
  ...Object.fromEntries(
    Object.entries(fileActs).map(([act, row]) => [
      `POST /files/:cluster ${act}`,
      { at: '/files/hangang', ...row },
    ]),
  ),
  'GET /files/:cluster/space': { at: '/files/hangang/space', cells: computing },
  'GET /files/:cluster/trash': { at: '/files/hangang/trash', cells: computing },
  'POST /files/:cluster/trash restore': { at: '/files/hangang/trash', form: { id: 'x' }, cells: noFile },
  'POST /files/:cluster/trash forget': { at: '/files/hangang/trash', form: { id: 'x' }, cells: noFile },

  'GET /docs': { cells: everybody },
  'GET /docs/*': { at: '/docs/student/hours', cells: everybody },

  'GET /clusters': { cells: everybody },
  // Public keys alone.
  'GET /clusters/:name/revoked-keys': { at: '/clusters/hangang/revoked-keys', cells: everybody },
  'GET /clusters/:name': { at: '/clusters/hangang', cells: everybody },

  'GET /operate/clusters': { cells: operators },
  'GET /operate/clusters/new': { cells: operators },
  'POST /operate/clusters/new keys': { form: { host: '?', port: '22' }, cells: operatorsBad },
  // Another centre's operator names a centre that is not theirs; everybody's form is not right.
  'POST /operate/clusters/new attach': { form: { centre: 'hangang' }, cells: operatorsBad },
  'GET /operate/clusters/:name': { at: '/operate/clusters/hangang', cells: operated },
  ...Object.fromEntries(
    Object.entries(operations).map(([intent, act]) => [
      `POST /operate/clusters/:name ${intent}`,
      { at: '/operate/clusters/hangang', ...act },
    ]),
  ),

  'GET /classes': { cells: signedIn },
  // Nobody of these is expected by the class's roster.
  'POST /classes': { at: '/classes?index', form: { classId: '{class}' }, cells: notEven },
  'GET /classes/new': { cells: teachers },
  'POST /classes/new': { form: { name: '' }, cells: 'in   no   no    bad   bad   no    no    no    no' },
  'GET /join': { cells: signedIn },
  'POST /join': { form: { code: 'NOT-ONE' }, cells: notEven },
  'GET /join/:code': { at: '/join/{code}', cells: signedIn },
  'POST /join/:code': { at: '/join/NOT-ONE', form: {}, cells: notEven },
  'GET /classes/:classId': {
    at: '/classes/{class}',
    cells: 'in   ok   none  ok    none  none  none  none  none',
  },
  'GET /classes/:classId/cards': { at: '/classes/{class}/cards', cells: steered },
  'POST /classes/:classId/cards void': {
    at: '/classes/{class}/cards',
    form: { intent: 'void', 'cards[]': '{person}' },
    cells: notEven,
  },
  'GET /classes/:classId/cards/print': { at: '/classes/{class}/cards/print', cells: sentOn },
  'POST /classes/:classId/cards/print make': {
    at: '/classes/{class}/cards/print',
    form: { count: '1' },
    cells: steered,
  },
  // Nobody of the list is without a card: their own teacher is told so where the cards stand.
  'POST /classes/:classId/cards/print make-roster': {
    at: '/classes/{class}/cards/print',
    form: {},
    cells: 'in   none none  to    none  none  none  none  none',
  },
  // None of the class's: everybody is sent to where the cards stand, and who may not see them is told so there.
  'POST /classes/:classId/cards/print renew': {
    at: '/classes/{class}/cards/print',
    form: { 'cards[]': '{person}' },
    cells: 'in   to   to    to    to    to    to    to    to',
  },
  ...Object.fromEntries(
    Object.entries(classActs).map(([intent, act]) => [
      `POST /classes/:classId ${intent}`,
      { at: '/classes/{class}', ...act },
    ]),
  ),

  'GET /class': { cells: teachers },
  'GET /admin/people': { cells: 'in   no   no    no    no    no    no    no    ok' },
  'POST /admin/people reset-second-factor': {
    form: { personId: '{person}' },
    cells: 'in   no   no    no    no    no    no    no    bad',
  },
  'POST /admin/people set-roles': {
    form: { personId: '{person}', 'roles[]': 'student' },
    cells: 'in   no   no    no    no    no    no    no    ok',
  },
};
