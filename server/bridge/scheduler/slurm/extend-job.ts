import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readSections } from '../pbs/remote-script';
import type { ChangeOutcome } from '../port';
import { controlOutcome } from './control-job';
import { slurmCommand } from './remote-slurm';

/** Slurm counts limits in minutes. @see scontrol(1), Slurm 24.05, update, TimeLimit: raising one needs an operator */
export const buildExtendJob = (mark: string, jobId: string, walltimeSeconds: number): RemoteCommand =>
  slurmCommand(mark, [
    'scontrol',
    'update',
    `jobid=${jobId}`,
    `timelimit=${Math.ceil(walltimeSeconds / 60)}`,
  ]);

/** @see slurm_errno.c, Slurm 24.05: ESLURM_ACCESS_DENIED, ESLURM_INVALID_TIME_LIMIT, ESLURM_DISABLED, ESLURM_USER_ID_MISSING,
 * ESLURM_ACCOUNTING_POLICY */
const refused =
  /Access\/permission denied|Requested time limit is invalid|Requested operation is presently disabled|Invalid user id|Job violates accounting\/QOS policy/i;

/** Reads what scontrol said. Never throws for what Slurm says. @throws AppError[cluster-answer-unclear] for a cut answer */
export function parseExtendJob(result: RemoteResult, mark: string): ChangeOutcome {
  const [section] = readSections(result, mark, 1);
  const said = section ?? { stderr: '', exitCode: -1 };
  const words = cleanLine(said.stderr);
  return refused.test(words) && said.exitCode !== 0 ? { kind: 'refused', words } : controlOutcome(said);
}
