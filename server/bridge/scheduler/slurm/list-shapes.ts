import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { PartitionShape } from '../port';
import { parseLength } from '../times';
import { gpusOfGres } from './gpus-of';
import { readAnswer, slurmCommand } from './remote-slurm';

/** Wide enough for any name. @see sinfo(1), Slurm 24.05, --Format */
const widths = { PartitionName: 65, Available: 9, Gres: 129, CPUs: 12, Memory: 16, Time: 20 } as const;

/** One line a node and partition; `Time` is the longest that a job may run. Pure. */
export function buildListShapes(mark: string): RemoteCommand {
  const format = Object.entries(widths).map(([name, width]) => `${name}:${width}`);
  return slurmCommand(mark, ['sinfo', '--Node', `--Format=${format.join(',')}`]);
}

/** @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseListShapes(result: RemoteResult, mark: string): PartitionShape[] {
  const [header, ...lines] = readAnswer(result, mark, 'sinfo').split('\n');
  if (!header?.startsWith('PARTITION'))
    throw new AppError('cluster-answer-unclear', { details: { words: 'sinfo: no header' } });
  const shapes = new Map<string, PartitionShape>();
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [name = '', available = '', gres = '', cpus = '', memory = '', time = ''] = cut(line);
    const limit = parseLength(time);
    const shape = shapes.get(name) ?? {
      name,
      isUp: available === 'up',
      accelerator: 'none',
      nodes: 0,
      gpusPerNode: 0,
      coresPerNode: 1,
      memoryBytesPerNode: 1,
      maxWalltimeSeconds: typeof limit === 'number' ? limit : undefined,
      defaultWalltimeSeconds: undefined,
    };
    shape.nodes += 1;
    shape.gpusPerNode = Math.max(shape.gpusPerNode, gpusOfGres(gres));
    shape.coresPerNode = Math.max(shape.coresPerNode, Number(/^\d+/.exec(cpus)?.[0] ?? 1));
    // In MiB; `+` when the nodes of a line differ.
    shape.memoryBytesPerNode = Math.max(
      shape.memoryBytesPerNode,
      Number(/^\d+/.exec(memory)?.[0] ?? 0) * 1024 ** 2,
    );
    if (shape.gpusPerNode > 0) shape.accelerator = /\bgpu:([^:,(\d][^:,(]*)/.exec(gres)?.[1] ?? 'gpu';
    shapes.set(name, shape);
  }
  return [...shapes.values()];
}

function cut(line: string): string[] {
  let at = 0;
  return Object.values(widths).map((width) => line.slice(at, (at += width)).trim());
}
