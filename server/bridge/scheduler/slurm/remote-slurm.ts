import { quoteWords } from '../../ssh/quote-words';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import { readSections } from '../pbs/remote-script';

/** Between records, and between fields: bytes that no keyboard makes. */
export const recordMark = '\x1e';
export const fieldMark = '\x1f';

/**
 * A separator that is another at every call. The bytes alone are not enough: a shell does make them (`sbatch -J $'x\x1e…'`), and a person
 * could write a whole record of somebody else's job into the name of their own.
 */
export const guarded = (separator: string, mark: string): string => separator + mark.slice(-12);

/**
 * A command that runs one of Slurm's at the login node, between marks, so that what login shells print is told from the answer. A login's
 * own habits (SQUEUE_FORMAT, SLURM_TIME_FORMAT …) do not count; times are in UTC.
 */
export function slurmCommand(mark: string, words: readonly string[], deadlineMs = 30_000): RemoteCommand {
  return {
    line: 'exec /bin/sh -s',
    stdin: [
      'for habit in $(env | sed -n -e \'s/^\\(S[A-Z]*_[A-Z_]*\\)=.*/\\1/p\'); do case $habit in SLURM_CONF|SSH_*|SHELL_*) ;; SLURM_*|SQUEUE_*|SACCT_*|SINFO_*|SCONTROL_*|SCANCEL_*) unset "$habit" ;; esac; done',
      // sacct(1), Slurm 24.05: the tasks of an array are told whole, not cut after 64 characters.
      'TZ=UTC LC_ALL=C SLURM_BITSTR_LEN=0; export TZ LC_ALL SLURM_BITSTR_LEN',
      `printf '\\n%s begin\\n' ${mark}; printf '\\n%s begin\\n' ${mark} >&2`,
      `${quoteWords(words)} </dev/null; code=$?`,
      `printf '\\n%s end %s\\n' ${mark} "$code"; printf '\\n%s end\\n' ${mark} >&2`,
      '',
    ].join('\n'),
    deadlineMs,
  };
}

/**
 * What a command of Slurm's printed. @throws AppError[cluster-down] when the controller or the accounting cannot be reached,
 * AppError[cluster-answer-unclear] for every other exit code, and for an answer that was cut.
 */
export function readAnswer(result: RemoteResult, mark: string, command: string): string {
  const [section] = readSections(result, mark, 1);
  if (!section) throw new AppError('cluster-answer-unclear', { details: { words: `${command}: no answer` } });
  if (section.exitCode === 0) return section.stdout.toString('utf8');
  const words = `${command}: ${cleanLine(section.stderr) || `exit code ${section.exitCode}`}`;
  throw new AppError(unreachable.test(section.stderr) ? 'cluster-down' : 'cluster-answer-unclear', {
    details: { words },
  });
}

/** @see slurm_errno.c, Slurm 24.05: SLURMCTLD_COMMUNICATIONS_*, SLURM_PROTOCOL_*; sacct's own words about the database */
const unreachable =
  /Unable to contact slurm controller|Socket timed out|Connection refused|Problem talking to the database|Unable to establish controller/i;
