import type { PageRow } from './page-rows';

const everybody = 'ok   ok   ok    ok    ok    ok    ok    ok    ok';
const sentOn = '   to   to   to    to    to    to    to    to    to';
/* Children too young to join: teachers of a class, and administrators. */
const desk = '     in   no   no    none  no    no    no    no    none';

/** Pages of children who are too young to join, of guardians, and of who sees to them; after the first, `GET /sign-up/guardian-needed`. */
export const guardianRows: Record<string, PageRow> = {
  'POST /sign-up/guardian-needed ask': {
    form: { email: 'a@b@c' },
    cells: 'bad  bad  bad   bad   bad   bad   bad   bad   bad',
  },
  // Who has asked nothing takes nothing back.
  'POST /sign-up/guardian-needed take-back': { form: {}, cells: sentOn },
  // A guardian is none of these: what they may is in the links of their mails, which the story and the domain's tests try.
  'GET /guardian': { cells: everybody },
  'POST /guardian ask': {
    form: { email: 'a@b@c' },
    cells: 'bad  bad  bad   bad   bad   bad   bad   bad   bad',
  },
  'POST /guardian leave': { form: {}, cells: sentOn },
  ...Object.fromEntries(
    ['correct', 'stop', 'resume', 'delete'].map((intent) => [
      `POST /guardian ${intent}`,
      { form: { consentId: '{person}', displayName: 'x', schoolName: '' }, cells: sentOn },
    ]),
  ),
  'GET /guardian/consent': { at: '/guardian/consent?token=not-one', cells: everybody },
  ...Object.fromEntries(
    ['agree', 'confirm', 'refuse', 'send-form'].map((intent) => [
      `POST /guardian/consent ${intent}`,
      { at: '/guardian/consent?token=not-one', form: { version: '1', isGuardian: 'on' }, cells: sentOn },
    ]),
  ),
  'GET /guardian/enter': { at: '/guardian/enter?token=not-one', cells: everybody },
  'POST /guardian/enter': { form: { token: 'not-one' }, cells: sentOn },
  'GET /guardian/export': {
    at: '/guardian/export?child={person}',
    cells: '401  401  401   401   401   401   401   401   401',
  },
  'GET /guardian/form': { cells: everybody },
  'GET /stopped': { cells: sentOn },
  // Of the two teachers one has a class.
  'GET /consents': { cells: '  in   no   no    ok    no    no    no    no    ok' },
  ...Object.fromEntries(
    ['find', 'call', 'upload', 'right', 'notRight'].map((intent) => [
      `POST /consents ${intent}`,
      { form: { code: 'NOT-ONE', version: '2026-11', didRead: 'on' }, cells: desk },
    ]),
  ),
  'GET /consents/form': { at: '/consents/form?code=NOT-ONE', cells: desk },
};
