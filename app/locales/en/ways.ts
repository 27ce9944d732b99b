import type { Translated } from '../areas';
import type { ways as ko } from '../ko/ways';

export const ways: Translated<typeof ko> = {
  signInAt: 'Sign in with {provider}',
  title: 'Other ways to sign in',
  lead: 'Link the account of your school or institution to come in by it, too. The mailed link always works.',
  table: 'Institutions that are linked, and your address there',
  provider: 'Institution',
  since: 'Linked on',
  link: 'Link {provider}',
  unlink: 'Unlink',
  unlinkOf: 'Unlink {provider}',
  unlinkTitle: 'Unlink {provider}?',
  unlinkLead: 'You cannot come in by that account any more. The mailed link goes on working.',
  unlinked: 'It was unlinked.',
  joinTitle: 'Just a little more',
  joinLead: 'Your institution has vouched for {email}. Fill this in and you have joined.',
  join: 'Finish joining',
  joining: 'Joining',
};
