/**
 * Why a job waits, in kinds that a person can act on. The sentences stand in `app/locales/<locale>/job.ts`, one each.
 * own-hold: the portal or the person holds it · over-limit, no-access, never-fits: it will not start as it is.
 */
export const waitKinds = [
  'priority',
  'resources',
  'dependency',
  'begin-time',
  'own-hold',
  'centre-hold',
  'partition-closed',
  'maintenance',
  'node-unavailable',
  'preparing',
  'too-many-at-once',
  'shared-limit',
  'hours-limit',
  'over-limit',
  'never-fits',
  'no-access',
  'licences',
  'start-failed',
  'not-said',
  'other',
] as const;
export type WaitKind = (typeof waitKinds)[number];

/** Kinds that waiting alone does not mend: the next step is to change the launch. */
export const stuckKinds: readonly WaitKind[] = ['over-limit', 'never-fits', 'no-access', 'start-failed'];

/**
 * The schedulers' reason codes; first match wins. PBS comments come in the same codes (`bridge/scheduler/pbs/wait-reasons.ts`).
 * @see squeue(1), Slurm 24.05, JOB REASON CODES; slurm_resource_limits (resource_limits.html)
 */
const kindOfCode: readonly [pattern: RegExp, kind: WaitKind][] = [
  [/^(None)?$/, 'not-said'],
  [/^Priority$/, 'priority'],
  [/^(Resources|FrontEndDown|NodesBusy)$/, 'resources'],
  [/^Dependency(NeverSatisfied)?$/, 'dependency'],
  [/^BeginTime$/, 'begin-time'],
  [/^JobHeldUser$/, 'own-hold'],
  [/^(JobHeldAdmin|AssociationHeld|SchedDefer)$/, 'centre-hold'],
  [/^Partition(Down|Inactive|Config)$/, 'partition-closed'],
  [/maintenance/i, 'maintenance'],
  [/^Reservation(Deleted)?$/, 'maintenance'],
  [/^(ReqNodeNotAvail|NodeDown|NodeNotAvail|ReqNode)/, 'node-unavailable'],
  [/^(Cleaning|Prolog|BurstBufferStageIn|BurstBufferResources|PowerNotAvail|PowerReserved)$/, 'preparing'],
  [
    /(Grp|Max)(CPU|GRES|Gres|TRES|Billing|Node|Mem|BB|License|Energy|Unknown)*(RunMinutes|Minutes|RunMins|Mins)/,
    'hours-limit',
  ],
  [
    /^(Partition|QOS|Assoc|Association)?(Max)?(Time|WallDuration|Wall)Limit$|MaxWall|PartitionNodeLimit/,
    'over-limit',
  ],
  [/(MaxJobs?|MaxSubmitJobs?|MaxJobCount|JobLimit|JobsPer|JobArrayTaskLimit|SubmitJob)/, 'too-many-at-once'],
  [/^(QOS|Assoc)Max.*Per(User|Account|PU|PA)/, 'too-many-at-once'],
  [/^(QOS|Assoc)(Max|Min).*(PerJob|PerNode|Limit)/, 'over-limit'],
  [
    /^(QOS|Assoc|Association)Grp|^(QOSUsageThreshold|QOSResourceLimit|AssociationResourceLimit)$/,
    'shared-limit',
  ],
  [/^(BadConstraints|NonZeroExitCode|FedJobLock|ReservationInvalid|InvalidBBSpec)$/, 'never-fits'],
  [/^(Invalid(Account|QOS)|AccountNotAllowed|QOSNotAllowed|AccountingPolicy|AssocNotAllowed)$/, 'no-access'],
  [/^Licenses$/, 'licences'],
  [
    /^(JobLaunchFailure|LaunchFailedRequeuedHeld|JobHoldMaxRequeue|SystemFailure|RaisedSignal)$|launch failed/,
    'start-failed',
  ],
];

/**
 * The kind of a scheduler's reason code; `not-said` for none, `other` for one that is not known. Never throws.
 * Slurm may add details after a comma (`ReqNodeNotAvail, Reserved for maintenance`): they are read too.
 */
export function waitKindOf(reasonCode: string | undefined): WaitKind {
  const code = (reasonCode ?? '').trim();
  if (/maintenance/i.test(code)) return 'maintenance';
  return kindOfCode.find(([pattern]) => pattern.test(code.split(',')[0] ?? ''))?.[1] ?? 'other';
}
