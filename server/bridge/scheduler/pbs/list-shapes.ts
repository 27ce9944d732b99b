import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { PartitionShape } from '../port';
import { parseLength } from '../times';
import { buildListPartitions, gpusOfNode, nodesOf, treesOf } from './list-partitions';
import { textAt, type PbsTree } from './read-pbs-json';
import { readSections, type Section } from './remote-script';

/** Queues and nodes, as for what is free. Pure. */
export const buildListShapes = (mark: string): RemoteCommand => buildListPartitions(mark);

/** Queues that run jobs, with the largest of their nodes. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseListShapes(result: RemoteResult, mark: string): PartitionShape[] {
  const [queues, nodes] = readSections(result, mark, 2) as [Section, Section];
  const nodeTrees = treesOf('pbsnodes', nodes, 'nodes').map(([, tree]) => tree);
  return treesOf('qstat', queues, 'Queue')
    .filter(([, tree]) => textAt(tree, 'queue_type') === 'Execution')
    .map(([name, queue]) => shapeOf(name, queue, nodesOf(name, queue, nodeTrees)));
}

function shapeOf(name: string, queue: PbsTree, nodes: readonly PbsTree[]): PartitionShape {
  const most = (each: (node: PbsTree) => number, least: number) => Math.max(least, ...nodes.map(each));
  const gpusPerNode = most(gpusOfNode, 0);
  return {
    name,
    isUp: textAt(queue, 'enabled') === 'True' && textAt(queue, 'started') === 'True',
    accelerator: gpusPerNode > 0 ? (accelerators(nodes) ?? 'gpu') : 'none',
    nodes: nodes.length,
    gpusPerNode,
    coresPerNode: most((node) => Number(textAt(node, 'resources_available', 'ncpus') ?? 1) || 1, 1),
    memoryBytesPerNode: most((node) => bytesOf(textAt(node, 'resources_available', 'mem')), 1),
    maxWalltimeSeconds: secondsOf(textAt(queue, 'resources_max', 'walltime')),
    defaultWalltimeSeconds: secondsOf(textAt(queue, 'resources_default', 'walltime')),
  };
}

/** Sites name the kind in a resource of their own; these are the usual names. */
const accelerators = (nodes: readonly PbsTree[]): string | undefined =>
  nodes
    .map(
      (node) =>
        textAt(node, 'resources_available', 'accelerator_model') ??
        textAt(node, 'resources_available', 'gpu_model'),
    )
    .find((model) => model !== undefined);

function secondsOf(text: string | undefined): number | undefined {
  const length = parseLength(text ?? '');
  return typeof length === 'number' ? length : undefined;
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `64gb`, `4194304kb`; words of eight bytes (`gw`) too. 1 for anything else. @see pbs_resources(7B), OpenPBS 23.06, size */
function bytesOf(text: string | undefined): number {
  const match = /^(\d{1,15})([kmgt]?)([bw])?$/i.exec(text ?? '');
  if (!match) return 1;
  return Number(match[1]) * (units[(match[2] ?? '').toLowerCase()] ?? 1) * (match[3] === 'w' ? 8 : 1);
}
