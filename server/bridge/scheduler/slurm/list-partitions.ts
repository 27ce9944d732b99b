import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { PartitionReading } from '../port';
import { gpusOfGres } from './gpus-of';
import { readAnswer, slurmCommand } from './remote-slurm';

/** Wide enough for any name; fields of fixed width cannot be confused. @see sinfo(1), Slurm 24.05, --Format */
const widths = { PartitionName: 65, NodeHost: 65, StateLong: 33, Gres: 129, GresUsed: 129 } as const;

/** One line a node and partition. */
export function buildListPartitions(mark: string): RemoteCommand {
  const format = Object.entries(widths).map(([name, width]) => `${name}:${width}`);
  return slurmCommand(mark, ['sinfo', '--Node', `--Format=${format.join(',')}`]);
}

/** GPUs of nodes that take jobs, in all and free. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseListPartitions(result: RemoteResult, mark: string): PartitionReading[] {
  const [header, ...lines] = readAnswer(result, mark, 'sinfo').split('\n');
  if (!header?.startsWith('PARTITION'))
    throw new AppError('cluster-answer-unclear', { details: { words: 'sinfo: no header' } });
  const partitions = new Map<string, PartitionReading>();
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [name = '', , state = '', gres = '', used = ''] = cut(line);
    const reading = partitions.get(name) ?? { partition: name, totalGpus: 0, freeGpus: 0 };
    const gpus = gpusOfGres(gres);
    reading.totalGpus += gpus;
    // `*`, `~`, `#` … mark a node that does not answer or is going to be switched. @see sinfo(1), NODE STATE CODES
    if (/^(idle|mixed|allocated)$/.test(state)) reading.freeGpus += Math.max(0, gpus - gpusOfGres(used));
    partitions.set(name, reading);
  }
  return [...partitions.values()];
}

function cut(line: string): string[] {
  let at = 0;
  return Object.values(widths).map((width) => line.slice(at, (at += width)).trim());
}
