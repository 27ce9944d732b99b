import type { Translated } from '../areas';
import type { logins as ko } from '../ko/logins';

export const logins: Translated<typeof ko> = {
  title: 'Logins at centres',
  lead: 'You have one login at each cluster. If you have one at a centre already, link it and go on working in your own folders.',
  section: 'Logins at centres',
  sectionLead: 'See the logins that you use at clusters, and link one that you have already.',
  manage: 'Show my logins',
  none: 'There is no cluster to use yet',
  noneLead: 'Once a centre is attached it appears here.',
  since: 'since {when}',
  kind: {
    named: 'Made for you',
    leased: 'Lent to you',
    linked: 'Your own, linked',
  },
  kindLead: {
    named: 'It was made for you alone when you first used the cluster.',
    leased:
      'It is lent to you by the centre. When you leave, or do not use it for long, it goes back and all files in its home are deleted. A mail tells you a week before.',
    linked:
      'It is your own login at the centre. Jobs that you submit by hand in a terminal are not taken from your hours here.',
  },
  atFirstUse: 'A new login is made for you when you first run something or open a terminal.',
  orLink:
    'If you have a login at this centre already, link it before that. Once one is made it cannot be exchanged.',
  mustLink:
    'This centre is used with a login that you have already. If you have none, apply for one at the centre.',
  login: 'Login name',
  loginHelp: 'The name that you sign in with at the centre. No password is asked for.',
  loginBad:
    'Give the name that you sign in with at the centre, in small letters. A machine’s own logins, like root, cannot be linked.',
  begin: 'Begin to link',
  stepsOf: 'How to link {login}',
  stepEnter: 'Sign in at {cluster} as {login}, the way you always do.',
  stepRun: 'Run this one line there.',
  command: 'The line to run at the centre',
  stepRunKey:
    'It adds the public key that Modu signs in with to ~/.ssh/authorized_keys, and writes a word into ~/.modu. Never run such a line that somebody else has sent you: it would link your login to them.',
  stepRunBare:
    'It writes a word into ~/.modu. Never run such a line that somebody else has sent you: it would link your login to them.',
  stepCheck: 'Come back here and check it, until {when}.',
  check: 'Check and link',
  checking: 'Checking',
  drop: 'Give up',
  unlink: 'Unlink',
  unlinkOf: 'Unlink {login}',
  unlinkTitle: 'Unlink {login}?',
  unlinkLead:
    'Modu does not sign in as this login any more. Your files and jobs at the centre stay as they are. Results of jobs that you ran here are seen again when you link it again.',
  unlinkAfter:
    'Afterwards, delete Modu’s line from ~/.ssh/authorized_keys at the centre, so that no key is left.',
  unlinkLive: '{count, number} launches have not ended. It can be unlinked when all have.',
  done: {
    claim: 'Please follow the steps below.',
    prove: 'It is linked. From now on your jobs and terminals use this login.',
    drop: 'Given up.',
    unlink: 'It is unlinked. Now delete Modu’s line from ~/.ssh/authorized_keys at the centre.',
  },
  expired: 'The 30 minutes are over, or it was used already. Begin again with the login’s name.',
  had: 'You have a login at this cluster already, {login}. There can be only one.',
  trouble: {
    absent: 'The word is not in that login’s home yet. Run the line of step 2 as it stands, and check again.',
    'other-words':
      'Another word is written there. Copy the line of step 2, run it once more, and check again.',
    'not-own':
      'The home, ~/.modu or the file does not belong to this login, or is a link. Delete ~/.modu, run the line of step 2 again, and check again.',
    'open-to-others':
      'Others may write to the home or to ~/.modu, so it proves nothing. Run chmod go-w ~ ~/.modu at the centre, and check again.',
    'other-login':
      'The centre answered with another name. Begin again with exactly the name that you sign in with.',
    refused:
      'Modu could not sign in as that login. Look whether the name is right and whether you ran the line of step 2 as that login, and check again.',
  },
};
