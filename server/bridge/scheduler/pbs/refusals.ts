import type { RefusalTable } from '../launcher-outcome';

/**
 * What `qsub` says when the server, or the client before it asked the server, has refused the job for good. Only the first line counts
 * (`qsub: …`); a usage text follows some. Anything else (no connection, "Resource temporarily unavailable") is unknown.
 * @see e2e/transcripts/pbs/qsub-bad-resource.txt; src/lib/Liblog/pbs_messages.c, OpenPBS 23.06.06
 */
export const pbsRefusals: RefusalTable = [
  [/^qsub: Unknown queue\b/, 'partition'],
  [/^qsub: Queue is not enabled\b/, 'partition'],
  [/^qsub: Access to queue is denied\b/, 'partition'],
  [/^qsub: No default queue specified\b/, 'partition'],
  [/^qsub: Job rejected by all possible destinations\b/, 'partition'],
  [/^qsub: Illegal attribute or resource value Resource_List\.walltime\b/, 'walltime'],
  [/^qsub: Illegal attribute or resource value\b/, 'resources'],
  [/^qsub: Unknown resource\b/, 'resources'],
  [/^qsub: Resource invalid in "select" specification\b/, 'resources'],
  [/^qsub: "-lresource=" cannot be used with /, 'resources'],
  [/^qsub: duplicated resource within a section\b/, 'resources'],
  [/^qsub: Resource limit exceeds allowable\b/, 'resources'],
  /** Says neither which limit nor whose: too much of something, or too long. */
  [/^qsub: Job violates queue and\/or server resource limits\b/, 'resources'],
  [/^qsub: Maximum number of jobs\b/, 'limit'],
  [/^qsub: [Ww]ould exceed .*\blimit\b/, 'limit'],
  [/^qsub: Array job exceeds server or queue size limit\b/, 'limit'],
  [/^qsub: Invalid Account\b/, 'allocation'],
  [/^qsub: Bad [UG]ID for job execution\b/, 'allocation'],
  [/^qsub: Unauthorized Request\b/, 'allocation'],
  [/^qsub: {1,2}cannot submit non-rerunable Array Job\b/, 'other'],
  [/^qsub: illegal -[A-Za-z] value\b/, 'other'],
  [/^qsub: Job name is too long\b/, 'other'],
  /** launcher-pbs.sh puts this before whatever a site's hook says. */
  [/^qsub: hook rejected request\b/, 'other'],
  [/^qsub: script not a file\b/, 'other'],
];
