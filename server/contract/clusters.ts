export const schedulers = ['slurm', 'pbs'] as const;
export type SchedulerKind = (typeof schedulers)[number];

/** Whether an ordinary login gets a shell inside a running job: as `Scheduler.shellInJob` can. */
export const letsIntoJobs: Readonly<Record<SchedulerKind, boolean>> = { slurm: true, pbs: false };

/** What the operator decided: open for launches, no new ones, or nothing at all. */
export const clusterStates = ['open', 'draining', 'closed'] as const;
export type ClusterState = (typeof clusterStates)[number];

/** What the portal saw last. */
export const clusterReaches = ['unknown', 'ok', 'down'] as const;
export type ClusterReach = (typeof clusterReaches)[number];

/** What the probes of a cluster come to: closed (used as usual), open (not to be used), half-open (one probe was good again). */
export type Circuit = 'closed' | 'open' | 'half-open';

/** Why a connection did not come about, where one can say it. `sign-in-refused`: SSH does not tell a wrong login from a wrong key. */
export const connectTroubles = [
  'address-unknown',
  'nobody-listens',
  'no-answer',
  'not-ssh',
  'no-usable-key',
  'sign-in-refused',
] as const;
export type ConnectTrouble = (typeof connectTroubles)[number];

/** What a probe of a cluster looks at, in this order. */
export const probeLineNames = [
  'host-key',
  'sign-in',
  'clock',
  'home',
  'lock',
  'python',
  'jupyter',
  'forwarding',
  'scheduler',
  'partitions',
  'accelerators',
  'limits',
  'queue',
  'accounting',
  'history',
  'hour-limits',
  'reservations',
  'login-command',
  'dry-run',
] as const;
export type ProbeLineName = (typeof probeLineNames)[number];

/** good · lacks: the portal works without it, less well · bad: launches cannot work so · untried: something before it was bad */
export type ProbeVerdict = 'good' | 'lacks' | 'bad' | 'untried';

/** Lines without which launches still work. */
export const spareProbeLines: readonly ProbeLineName[] = [
  'python',
  'jupyter',
  'forwarding',
  'accelerators',
  'accounting',
  'history',
  'hour-limits',
  'reservations',
];

/** The longest walltime that is believed of a partition without a limit: 30 days, the most that a launch may ask for. */
export const unlimitedWalltimeSeconds = 30 * 86_400;
