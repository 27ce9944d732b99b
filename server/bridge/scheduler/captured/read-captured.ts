import type { SchedulerKind } from '#server/contract/clusters';
import type { Output, Reading } from './captured';
import { readPbsOutput } from './pbs-output';
import { readSlurmOutput } from './slurm-output';
import { recordedBlocks } from './recorded-blocks';

/** The commands whose outputs are read, by scheduler. */
export const capturedCommands = {
  slurm: ['squeue', 'sacct', 'sinfo', 'sbatch', 'scancel', 'scontrol'],
  pbs: ['qstat', 'pbsnodes', 'qselect', 'qsub', 'qdel', 'qrls'],
} as const satisfies Record<SchedulerKind, readonly string[]>;

export interface CapturedBlock extends Reading {
  /** As it stands in the recording; undefined when the input is one output. */
  command?: string;
}

/**
 * Reads a captured output, or a recording of several commands (`$ command`, `--- stdout`, `--- stderr`, `--- exit code: n`). zone: of the
 * clock that printed the times, an IANA name. exitCode and stderr: of a single output. Never throws for what it is given.
 */
export function readCaptured(
  bytes: Buffer,
  how: { scheduler: SchedulerKind; command: string; zone: string; exitCode: number; stderr: string },
): CapturedBlock[] {
  const blocks = recordedBlocks(bytes);
  if (blocks.length === 0) return [readOne(how.command, { stdout: bytes, ...how }, how)];
  return blocks.map(({ command, output }) => {
    const name = commandIn(command, how.scheduler);
    if (name === undefined)
      return { command, answer: 'unclear', words: 'none of the commands that are read', notUnderstood: [] };
    return { command, ...readOne(name, output, how) };
  });
}

function readOne(command: string, output: Output, how: { scheduler: SchedulerKind; zone: string }): Reading {
  return how.scheduler === 'slurm'
    ? readSlurmOutput(command, output, how.zone)
    : readPbsOutput(command, output, how.zone);
}

/** The last of the scheduler's commands in a line, whose output it is: `echo … | qsub -h`, `/opt/pbs/bin/qstat -B`. */
function commandIn(line: string, scheduler: SchedulerKind): string | undefined {
  const words = line.split(/[^A-Za-z]+/);
  return words.findLast((word) => (capturedCommands[scheduler] as readonly string[]).includes(word));
}
