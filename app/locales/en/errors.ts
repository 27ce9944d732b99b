import type { Translated } from '../areas';
import type { errorDetails as koDetails, errors as ko } from '../ko/errors';

export const errors: Translated<typeof ko> = {
  'invalid-input': 'Something needs a change. Please look at the marked fields.',
  'not-signed-in': 'You are not signed in, or your sign-in has ended. Please sign in and try again.',
  'not-allowed': 'Only people with the right role can do this. Ask an administrator if you need it.',
  'not-found': 'There is nothing here. Check the address, or look for it from home.',
  'method-not-allowed': 'This address does not take that kind of request.',
  'changed-meanwhile': 'It changed in the meantime. Please reload and try again.',
  'wrong-state': 'That cannot be done in its present state. Reload to see what can.',
  'idempotency-key-reused': 'The same key came with other contents. Send it again with a new key.',
  'too-many-tries': 'That was tried many times in a short while. Please try again a little later.',
  'too-large': 'What you sent is too large. Please make it smaller and send it again.',
  'wrong-origin':
    'The request did not come from a page of this portal, so it was not taken. Try again from the portal.',
  'not-enough-hours': 'Not enough hours are left. Run it for a shorter time, or ask for hours.',
  'payments-off': 'Payments are off at this portal. Ask the reviewers for hours instead.',
  'payments-down':
    'The payment provider does not answer now. No money was taken. Please try again in a moment.',
  'no-allocation':
    'You have no hours that can be used at this centre. Choose another centre, or ask for hours.',
  'fits-nowhere':
    'No place at this centre can hold that much at once. Ask for less, or choose another centre.',
  'second-factor-needed':
    'This role works once your sign-in is confirmed a second way. Set that up in settings, then come back.',
  'confirm-again': 'Please confirm again that it is you, then do it once more.',
  'code-wrong': 'That code is wrong or was used already. Wait for the next one, or type a recovery code.',
  'passkey-refused': 'That passkey was not accepted. Please try again, or use another way.',
  'card-refused':
    'This card does not let you in. Look at its name and at a line that is not used yet. After many wrong tries a card locks: then ask your teacher for a new one.',
  'oidc-failed': 'Signing in there did not work. Try again, or come in by a mailed link.',
  'oidc-mail-unverified':
    'That institution sent no mail address that it has verified. Verify it there, or come in by a mailed link.',
  'oidc-known-mail':
    'Somebody has joined with this address already. If that is you, come in by a mailed link and link the institution in settings.',
  'identity-taken': 'That account is linked to somebody else already. Sign in by it to see to whom.',
  'sign-in-again': 'You signed in some time ago. Sign out and in again, then do this within 15 minutes.',
  'classes-need-teacher': 'Nobody else teaches a class of yours. End it, or add another teacher.',
  'last-administrator': 'This is the last administrator. Make somebody else one first.',
  'script-empty': 'The script is empty. Please write what should run.',
  'script-too-large': 'The script is over 256 KiB. Keep large data in a file and read it from the script.',
  'script-binary': 'The script holds bytes that are not text. Please give a script in plain text.',
  'walltime-invalid': 'That length of time could not be read. Write it like 90m, 1:30:00 or 1-00:00:00.',
  'walltime-over-limit': 'That is longer than this place allows. Please shorten it.',
  'too-many-gpus': 'That is more GPUs than this place has. Please ask for fewer.',
  'extend-not-offered':
    'This job cannot get more time while it runs. Save before it ends, and run it again with the same settings.',
  'array-invalid': 'The array range could not be read. Write it like 0-9 or 1,3,5, with up to 200 tasks.',
  'cluster-down': 'The centre does not answer right now. Please try again soon. Jobs you sent are untouched.',
  'app-unreachable':
    'The app does not answer right now. It opens by itself when the centre can be reached again. The job page shows how it stands.',
  'app-not-entered':
    'You are not in this app, or no longer. Please open it again from its job page in the portal.',
  'no-shell-in-jobs':
    'This centre’s scheduler lets nobody open a terminal inside a running job. One on its login node can be opened.',
  'app-not-offered': 'This app is not offered at this centre. Choose another centre.',
  'cluster-closed': 'The centre takes no new jobs now. Choose another, or try again when it opens.',
  'host-key-changed':
    'The centre’s key is not the registered one, so no connection was made. Please tell its operator.',
  'address-unknown': 'No address is known for this host name. Look at the name again, or give an IP address.',
  'nobody-listens': 'Nobody listens at that port. Look at the port number, and whether sshd runs.',
  'no-answer': 'Nothing answers at that address and port. Look at both, and at the firewall.',
  'not-ssh': 'Something answers at that port, but it is not SSH. Look at the port number again.',
  'no-usable-key': 'The server has no ed25519 host key. Ask its administrator to run ssh-keygen -A.',
  'sign-in-refused':
    'The server refuses this login with this key. Look at the login’s name, and whether the public key below stands in its authorized_keys.',
  'host-key-unconfirmed':
    'The server now shows other fingerprints than the ones you confirmed. Nothing was believed. Fetch them again and compare.',
  'name-taken': 'That name is in use. Choose another one.',
  'login-needed':
    'This centre is used with a login that you have already. Link it first, under “Logins at centres” in settings.',
  'logins-exhausted':
    'All logins that this centre can lend are out now. Try again later or choose another centre, and tell the centre’s operator if it is urgent.',
  'login-unproven':
    'It is not proven yet that this login is yours. Follow the steps under “Logins at centres” in settings.',
  'login-taken':
    'That login is linked to somebody else already. If it is yours, please tell the centre’s operator.',
  'login-had': 'You have a login at this cluster already. There can be only one.',
  'probe-first': 'It can be opened once a probe finds every necessary line good.',
  'launches-live':
    'Launches still live here, so it cannot be removed. Drain it, and try again when all have ended.',
  'cluster-answer-unclear': 'The centre answered, but not in a way we understand. Please try again soon.',
  'scheduler-refused':
    'The centre’s scheduler did not take this job. Change its resources or time and try again.',
  'no-permission':
    'Your login at the centre may not open or change this. In the terminal, chmod shows and sets who may.',
  'outside-home': 'This path leads out of your home folder. Open files outside it in the terminal.',
  'file-name-invalid': 'No file can have this name. Use one without / and of at most 255 bytes.',
  'disk-full': 'Your storage at the centre is full. Empty the trash or delete large files, then try again.',
  'deadline-passed':
    'It did not finish in the time set for it, so we stopped waiting. Please try again soon.',
  'limit-reached': 'You have as many of these as one may have at once. End one and try again.',
  'guardian-needed': 'A guardian has to confirm first.',
  'guardian-mail-same':
    'This is the address your guardian agreed with. Sign-in links have to reach you, so give an address of your own.',
  'guardian-too-young':
    'Whoever joined with this address is under 19 and cannot agree as a guardian. Ask again with another guardian’s address.',
  'guardian-stopped': 'Your guardian has stopped your use of Modu. Talk to them to start it again.',
  'form-unreadable':
    'Only PDF, PNG and JPEG files are taken. Take a photograph or make a PDF, and send it again.',
  'link-expired': 'This link has been used or has expired. Please ask for a new one.',
  'email-invalid': 'Please check the address. Give one mailbox, like name@school.kr.',
  'demo-only': 'This page opens in the demo only.',
  internal:
    'It could not be finished because of a fault on our side. Please try again soon. Your jobs are untouched.',
};

export const errorDetails: Translated<typeof koDetails> = {
  'not-enough-hours':
    'This needs {neededMilliGpuSeconds} and you have {freeMilliGpuSeconds}. Run it for a shorter time, or ask for hours.',
  'walltime-over-limit': 'Up to {maxWalltimeSeconds} at a time is possible here. Please stay within that.',
  'too-many-gpus': 'Up to {maxGpus} GPUs at a time are possible here. Please ask for fewer.',
  'limit-reached': 'You may have {limit} of these at once. End one and try again.',
  'too-many-tries': 'That was tried many times in a short while. Please try again in {retryAfterSeconds}.',
};
