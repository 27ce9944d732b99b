/** What tells why a job does not run. */
export interface WaitRecord {
  /** The `job_state` letter. */
  letter: string | undefined;
  substate: number | undefined;
  /** `Hold_Types`: letters u, o, s, p, or n. */
  holds: string;
  comment: string;
}

/**
 * The scheduler's comments in Slurm's reason codes, first match wins. @see SchedErrorMsgs `fctt` in src/scheduler/job_info.cpp, OpenPBS 23.06.06
 */
const reasonOfComment: readonly [pattern: RegExp, reasonCode: string][] = [
  [/^Can Never Run\b/, 'BadConstraints'],
  [/Queue not started/, 'PartitionInactive'],
  [/Queue not an execution queue/, 'PartitionConfig'],
  [/concurrent running subjobs/, 'JobArrayTaskLimit'],
  [/User has reached|per-user|for user |user \S+'s limit/, 'AssocMaxJobsLimit'],
  [/\b[Nn]ode has reached/, 'Resources'],
  [/limit (?:has been )?reached|has reached .*limit|exceed .*limit/, 'AssocGrpJobsLimit'],
  [/strict sorted order|top job|Draining system|starving/, 'Priority'],
  [/[Dd]edicated time|reservation|primetime/, 'Reservation'],
  [/Nodes? (?:is in an ineligible state|not available|has no PBS license)/, 'ReqNodeNotAvail'],
  [/ineligible type|right type of nodes/, 'BadConstraints'],
  [/Insufficient amount|[Nn]ot enough|No available resources|exclusive node|placement/, 'Resources'],
];

/** Says in Slurm's words why a job waits; undefined when it does not wait or PBS gives no reason that is known. Never throws. */
export function readWaitReason(record: WaitRecord): string | undefined {
  if (record.letter === 'H') {
    if (record.substate === 22) return 'Dependency';
    if (/[sop]/.test(record.holds)) return 'JobHeldAdmin';
    return record.holds.includes('u') ? 'JobHeldUser' : undefined;
  }
  if (record.letter === 'W') return 'BeginTime';
  if (record.letter !== 'Q') return undefined;
  return isLargerThanAll(record.comment)
    ? 'BadConstraints'
    : reasonOfComment.find(([pattern]) => pattern.test(record.comment))?.[1];
}

/** `(R: 16 A: 1 T: 8)`: asked for more than there is in total. */
function isLargerThanAll(comment: string): boolean {
  const match = /\(R: (\d+)(\w*) A: \d+\w* T: (\d+)(\w*)\)/.exec(comment);
  return match !== null && match[2] === match[4] && Number(match[1]) > Number(match[3]);
}
