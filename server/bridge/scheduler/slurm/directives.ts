import { formatWalltime } from '#server/contract/walltime';
import type { SubmitSpec } from '../port';

/** sbatch's words for what a person chose, one an element: what the page shows. Pure. @see sbatch(1), Slurm 24.05 */
export function slurmDirectives(spec: SubmitSpec): string[] {
  return [
    `--partition=${spec.partition}`,
    `--time=${formatWalltime(spec.walltimeSeconds)}`,
    '--nodes=1',
    '--ntasks=1',
    `--cpus-per-task=${spec.cores}`,
    ...(spec.memoryBytes === undefined
      ? []
      : [`--mem=${Math.max(1, Math.ceil(spec.memoryBytes / 1024 ** 2))}M`]),
    ...(spec.gpus === 0
      ? []
      : [`--gres=gpu:${spec.accelerator === undefined ? '' : `${spec.accelerator}:`}${spec.gpus}`]),
    ...(spec.reservation === undefined ? [] : [`--reservation=${spec.reservation}`]),
    ...(spec.array === undefined ? [] : [`--array=${arrayWord(spec.array)}`]),
  ];
}

/** The same with what the portal adds for its own sake. `singleton`: of two jobs with the launch's name only one runs at a time. */
export const sbatchWords = (spec: SubmitSpec): string[] => [
  ...slurmDirectives(spec),
  '--dependency=singleton',
  '--output=../scheduler.log',
  '--open-mode=append',
];

const arrayWord = ({ indexes, maxAtOnce }: { indexes: number[]; maxAtOnce?: number }): string =>
  `${indexes.join(',')}${maxAtOnce === undefined ? '' : `%${maxAtOnce}`}`;
