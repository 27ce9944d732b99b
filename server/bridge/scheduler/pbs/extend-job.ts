import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { ChangeOutcome } from '../port';
import { readControlOutcome } from './control-outcome';
import { pbsScript, readSections } from './remote-script';

/** Pure. @see qalter(1B), OpenPBS 23.06: -l walltime of a running job; only an operator or a manager may raise it */
export function buildExtendJob(mark: string, schedulerJobId: string, walltimeSeconds: number): RemoteCommand {
  const [hours, minutes] = [Math.floor(walltimeSeconds / 3600), Math.ceil((walltimeSeconds % 3600) / 60)];
  const clock = [hours + Math.floor(minutes / 60), minutes % 60, 0]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return pbsScript(mark, [['qalter', '-l', `walltime=${clock}`, schedulerJobId]]);
}

/**
 * The server's own no: PBSE_ATTRRO 15003, PBSE_PERM 15007, PBSE_BADATVAL 15014, PBSE_BADSTATE 15016, PBSE_MODATRRUN 15017,
 * PBSE_EXCQRESC 15036; the exit code is the low byte. @see src/include/pbs_error.h, OpenPBS 23.06.06
 */
const refusals: ReadonlySet<number> = new Set([155, 159, 166, 168, 169, 188]);

/** @throws AppError[cluster-answer-unclear] when the answer was cut. */
export function parseExtendJob(result: RemoteResult, mark: string): ChangeOutcome {
  const section = readSections(result, mark, 1)[0]!;
  const isRefused = refusals.has(section.exitCode) && /^qalter: /m.test(section.stderr);
  return isRefused ? { kind: 'refused', words: cleanLine(section.stderr) } : readControlOutcome(section);
}
