import type { Translated } from '../areas';
import type { operate as ko } from '../ko/operate';

export const operate: Translated<typeof ko> = {
  title: 'Operate clusters',
  lead: 'The clusters of your centre: attach, probe, drain and remove them.',
  emptyTitle: 'You operate no cluster yet',
  empty: 'A cluster that you attach appears here.',
  add: 'Attach a cluster',
  publicStatus: 'The status that everybody sees',
  attaching: 'Being attached',
  attachingNote: 'Nobody else sees it yet. It can be opened once a probe is good.',
  strangeKey: 'At {when} it showed a strange host key, so nothing connects: {fingerprint}',
  strangeKeyTitle: 'The host key is another',
  strangeKeyLead:
    'No credential was sent. If the server was installed anew, compare the fingerprint at the machine and believe the new key below. If nobody changed it, somebody may stand in between: tell the administrator.',

  extendTitle: 'More time for running jobs',
  extendLead:
    'Lets people raise the time limit of a job that runs, on its page. The hours that it may cost more are set aside first; then the service login asks the scheduler. So it must be an operator of Slurm or PBS. The partition’s own limit and an announced maintenance are never passed.',
  extendLabel: 'Up to how many hours in all',
  extendHelp: 'Empty: no job gets more time.',
  extendSave: 'Save',
  extendBad: 'Give hours from 0.02 to 720, or leave it empty.',
  newTitle: 'Attach a cluster',
  newLead:
    'Nothing is installed at the centre. Modu signs in over SSH and uses the scheduler’s own commands. Give the address, and it shows the host keys; only those that you confirm are believed.',
  noCentre: 'You operate no centre. Ask an administrator to make you an operator of one.',
  names: 'Names',
  centre: 'Centre',
  name: 'Short name',
  nameHelp:
    'Used in addresses and commands. Small letters, digits and -, beginning with a letter. It cannot be changed later.',
  titleKo: 'Korean name',
  titleEn: 'English name',
  address: 'Address',
  host: 'Host',
  hostHelp: 'Name or IP address of the login node',
  port: 'SSH port',
  jump: 'It is reached through another host only',
  jumpHost: 'Jump host',
  jumpHelp:
    'The host that one writes after ssh -J. The service login comes in there with the same public key, and needs port forwarding only. The name of the host behind it is looked up there.',
  scheduler: 'Scheduler',
  logins: 'Logins',
  serviceLogin: 'Service login',
  serviceLoginHelp: 'Reads the queue and accounting, and makes logins. It needs no administrator’s rights.',
  loginCommand: 'Command that makes a login',
  loginCommandHelp:
    'Run as the service login, with the new login’s name as its last word. Calling it again with the same name must be harmless. Empty: people link logins that they have.',
  fetchKeys: 'Fetch the host keys',
  fetchingKeys: 'Fetching',
  keysTitle: 'Confirm the host keys',
  keysLead:
    'This is what the server shows now. Nothing is believed and nothing was sent yet. Tick only those whose fingerprint is what this command prints at the machine itself.',
  keysCommand: 'Command that shows the fingerprint',
  keysLegend: 'Keys to believe',
  keysAtJump: '(jump host)',
  keysBehind:
    'The cluster’s login node cannot be seen yet. Ask its administrator for the line of its public key (/etc/ssh/ssh_host_ed25519_key.pub) and put it under “Other keys” below. The probe then checks that it is right.',
  keysMore: 'Other keys',
  keysMoreHelp:
    'With several login nodes, or before a key is changed: their public keys, one a line, beginning with ssh-ed25519.',
  attach: 'Attach with the confirmed keys',
  attachBusy: 'Attaching',
  pin: 'Believe these keys alone',
  pinned: 'From now on the ticked keys alone are believed.',
  keysAgain: 'Fetch the host keys again',
  fix: {
    centre: 'Choose a centre.',
    name: '2–31 small letters, digits and -, beginning with a letter.',
    titleKo: '1–60 characters.',
    titleEn: '1–60 characters.',
    host: 'One host name or IP address. The port has its own field.',
    port: 'A number from 1 to 65535.',
    serviceLogin: 'One login name.',
    loginCommand: 'The command to run, like sudo /usr/local/bin/make-login',
    hostKeys:
      'Tick at least one key that the server shows now; write others as lines that begin with ssh-ed25519.',
  },

  loginKindsTitle: 'People’s logins',
  loginKindsLead:
    'Everybody has one login at this cluster. With several ways, whoever has not linked a login gets a new one at the first use. Who has one keeps it.',
  loginKinds: 'How people come by it',
  loginKind: { named: 'Made for them', leased: 'Lent from a pool', linked: 'Link one that they have' },
  loginKindHelp: {
    named: 'The centre’s own command makes it at the first use.',
    leased:
      'One of those that the centre has made beforehand is lent at the first use; taken back, the centre’s own command cleans it.',
    linked:
      'Who has a login at the centre proves that it is theirs and links it. What they submit by hand as that login is not charged, limited or cancelled.',
  },
  loginKindsBad: 'Choose at least one. To have them made, there must be a command that makes logins.',
  loginKindsSave: 'Save',

  poolTitle: 'Logins to lend',
  poolLead:
    'Logins that the centre has made beforehand. Each is lent to one person at a time, and taken back when they leave or do not use it for long. The centre’s own command cleans it; only once it was seen to be clean, and an hour later, somebody else gets it.',
  poolState: {
    free: 'Can be lent',
    lent: 'Lent',
    cleaning: 'Being cleaned or resting',
    quarantined: 'Set aside',
  },
  poolEmpty:
    'None is left to lend, and whoever is new has to wait. Put more logins in, or look at those that are set aside.',
  poolTroubled: 'Logins to look at',
  poolCleanAgain: 'Clean again',
  poolCleaning: 'It is cleaned soon, and looked at whether it is clean.',
  poolNames: 'Names of logins',
  poolNamesHelp: 'Apart by spaces or lines, with ranges like edu[0001-0200]. Up to 5,000.',
  poolNamesBad:
    'Up to 5,000 names in small letters, or ranges like edu[0001-0200]. The service login cannot be one.',
  poolAdd: 'Put in',
  poolRemove: 'Take out',
  poolCommand: 'Command that cleans',
  poolCommandHelp:
    'Run as the service login, with the login’s name as its last word. It must end jobs and processes and empty home and crontab. Empty: what was lent is not lent again.',
  poolIdle: 'Days without use until it is taken back',
  poolIdleHelp: 'Its person is told by mail a week before. Empty: never.',
  poolIdleBad: 'Give days from 14 to 730, or leave it empty.',
  poolSave: 'Save',
  poolLent: 'Lent logins',
  poolTakeBack: 'Take back',
  poolTakeBackLead:
    'That person cannot use the login any more, and all files in its home are deleted. This cannot be undone.',

  keyTitle: 'Public key',
  keyLead:
    'Modu made this key for this cluster alone. Put the line into authorized_keys of the service login and of each login that is made. The private half is sealed and never leaves.',
  keyLabel: 'Line for authorized_keys',

  probeTitle: 'Probe',
  probeLead:
    'Tries what the portal needs, one thing after the other. It writes a small file into the home and deletes it.',
  probeDry: 'Try a held job as well',
  probeDryHelp:
    'Submits a held job, sees it in the queue and cancels it. It never runs. Needed once before the cluster is opened.',
  probeRun: 'Probe',
  probeRunning: 'Probing',
  probeAgain: 'Probe again',
  probeAt: 'Probed {when}',
  probeAll: 'Everything is good.',
  probeBad: '{count, number} not good. What to ask the administrator stands below.',
  probeLacks: '{count, number} lacking that one can do without.',
  probeMs: '{ms} ms',
  verdict: { good: 'Good', lacks: 'Lacking', bad: 'Not good', untried: 'Not tried' },
  line: {
    'host-key': 'Host key',
    'sign-in': 'Signing in as the service login',
    clock: 'Clock',
    home: 'Writing to the home',
    lock: 'Lock',
    python: 'Python',
    jupyter: 'Jupyter',
    forwarding: 'Forwarding',
    scheduler: 'Scheduler and version',
    partitions: 'Partitions',
    accelerators: 'Accelerators',
    limits: 'Limits',
    queue: 'Seeing everybody’s queue',
    accounting: 'Accounting',
    history: 'Memory of ended jobs',
    'hour-limits': 'Remaining hours at the scheduler',
    reservations: 'Reservations',
    'login-command': 'Command that makes logins',
    'dry-run': 'Hold and cancel',
  },
  ask: {
    'host-key':
      'Please tell us the fingerprint of the ed25519 host key of every login node (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub).',
    'sign-in':
      'Please check that the login {login} exists and that its ~/.ssh/authorized_keys holds the public key below.',
    clock:
      'The login node’s clock is more than 30 seconds off. Please switch time synchronisation on (chrony or ntpd).',
    home: 'The home of {login} cannot be written. Please check whether it is read-only or its quota is full.',
    lock: 'In the home of {login} neither flock nor mkdir keeps a second process out. Please mount the file system with flock (Lustre: -o flock).',
    python: 'Please make python3 available in a login shell.',
    jupyter:
      'Please make jupyter lab available in a login shell. Without it a notebook tries to install it when it is first opened.',
    forwarding: 'For notebooks in the browser, the login node’s sshd needs AllowTcpForwarding yes.',
    scheduler:
      'Please make the scheduler’s commands available in PATH for {login}, with the server reachable.',
    partitions:
      'Please open at least one partition that is up to {login}. If partitions were renamed, please tell us.',
    accelerators: 'Please check that GPUs are registered for the partitions (Slurm: GRES, PBS: ngpus).',
    limits: 'The scheduler’s limits could not be read. Please allow scontrol show config (PBS: qstat -Bf).',
    queue:
      'Please let {login} see the jobs of others (Slurm: no jobs in PrivateData, or the Operator level; PBS: query_other_jobs).',
    accounting:
      'Please let {login} see everybody’s jobs with sacct (PBS: the job history). Without it the portal counts by files that jobs leave.',
    history: 'Please keep ended jobs for a while (Slurm: MinJobAge 300, PBS: job_history_enable true).',
    'hour-limits':
      'For the scheduler to keep to remaining hours too, {login} needs the Operator level of Slurm (sacctmgr modify user {login} set adminlevel=operator), with limits in AccountingStorageEnforce and gres/gpu in AccountingStorageTRES. Without it the portal watches, and cancels jobs that lack hours after a warning.',
    reservations:
      'Please open the reservation to our logins. Students’ logins are made as they come, so name an account (Accounts) rather than people (Users).',
    'login-command': 'Please make the command that makes logins available in the PATH of {login}.',
    'dry-run': 'Please let {login} submit held jobs (sbatch --hold, qsub -h) and cancel its own.',
  },
  mailTitle: 'What to ask the administrator',
  mailLead: 'Can be pasted as it is.',
  mailLabel: 'Mail in Korean',
  mailLabelEn: 'Mail in English',
  mailOpen:
    'Hello, we are attaching {cluster} ({host}:{port}) to the portal Modu, so that students can use it. Trying it as the login {login} showed that the following is needed.',
  mailSeen: 'Seen: {words}',
  mailKey: 'Public key:',
  mailClose: 'Thank you.',

  openTitle: 'Open it for the first time',
  openLead:
    'It can be opened once everything is probed, the held job included. Then everybody sees it and can launch. Look at rates and partitions first.',
  open: 'Open it to everybody',
  opening: 'Opening',
  probeFirst: 'It cannot be opened yet: {line}',
  probeNever: 'It cannot be opened yet. Probe it, with the held job.',

  partitionsTitle: 'Visible partitions',
  partitionsLead: 'A hidden one is not on the launch page. What runs goes on.',
  partitionsNone: 'A probe finds the partitions and shows them here.',
  partitionShow: 'Show',
  partitionHide: 'Hide',
  partitionIsShown: 'Shown',
  partitionIsHidden: 'Hidden',
  partitionAbout: '{nodes, number} nodes · {gpus, number} GPUs each · {cores, number} cores',

  rateLead:
    'What an hour of the reference GPU is on this accelerator. 1.00 is the reference; a new value counts for new launches.',
  rateOf: 'Rate of {accelerator}',
  rateNoGpu: 'Rate of places without GPUs',

  reservationsTitle: 'Reservations',
  reservationsLead:
    'A shown one can be chosen on the launch page; who may use it is the scheduler’s to say. New ones appear after a probe.',

  hoursTitle: 'Remaining hours at the scheduler',
  hoursLead:
    'When on, what each person has left is written as a limit at the scheduler (GrpTRESMins). Jobs typed in a terminal start within it only. When off, the limits that Modu wrote are taken away.',
  hoursIsOn: 'On',
  hoursIsOff: 'Off',
  hoursPushedAt: 'Brought up to date {when}',
  hoursNotYet: 'Will be brought up to date shortly',
  hoursError: 'The last time it did not work. It is tried again.',
  hoursDriftTitle: 'Somebody changed limits',
  hoursDrift:
    'At {when} there were other limits than Modu had written, and they were mended. First what was there, then what Modu had written.',
  hoursCannot:
    'It cannot be switched on yet: a probe must find “Remaining hours at the scheduler” good. Until then the portal watches, and cancels jobs that lack hours after a warning.',
  hoursSwitchOn: 'Keep them at the scheduler',
  hoursSwitchOff: 'Take them away',
  hoursOn: 'From now on remaining hours are kept at the scheduler too.',
  hoursOff: 'The limits that Modu wrote are taken away shortly.',

  windowsTitle: 'Maintenance',
  windowsLead: 'It takes no new launches then, and its status says so. What runs is left alone.',
  windowFrom: 'From',
  windowTo: 'To',
  windowNote: 'Why',
  windowNoteHelp: 'Everybody sees it.',
  windowAdd: 'Announce maintenance',
  windowFixFrom: 'Give a day and a time.',
  windowFixTo: 'A time after the start and after now, within 31 days.',
  windowNow: 'Now',
  windowEnd: 'End it now',
  windowCancel: 'Cancel',
  windowAdded: 'Maintenance is announced.',
  windowEnded: 'Maintenance is over.',

  removeTitle: 'Remove',
  removeLead:
    'Takes it out of the portal and deletes the key that Modu made. Charges and ended launches stay on record. Nothing is done at the centre.',
  removeLive: '{count, number} launches have not ended, so it cannot be removed yet. Drain it and wait.',
  remove: 'Remove the cluster',
  removeAsk: 'Remove {cluster}?',
  removeConfirm: 'Remove',

  done: 'Changed.',
};
