import type { PartitionReading } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readPbsJson, textAt, treesUnder, type PbsTree } from './read-pbs-json';
import { pbsScript, readSections, unclear, type Section } from './remote-script';

/** Queues and nodes in one go. Pure. */
export function buildListPartitions(mark: string): RemoteCommand {
  return pbsScript(mark, [
    ['qstat', '-Q', '-f', '-F', 'json'],
    ['pbsnodes', '-a', '-F', 'json'],
  ]);
}

/**
 * How many GPUs each queue has and how many of them are free now. A queue with nodes of its own (`queue`, or a `Qlist` resource) has
 * those; the others share the rest. A node that is not up has no free GPU.
 * @throws AppError[cluster-down | cluster-answer-unclear]
 * @see pbs_node_attributes(7B), OpenPBS 23.06: queue, state, resources_assigned (absent when 0 in use)
 */
export function parseListPartitions(result: RemoteResult, mark: string): PartitionReading[] {
  const [queues, nodes] = readSections(result, mark, 2) as [Section, Section];
  const nodeTrees = treesOf('pbsnodes', nodes, 'nodes').map(([, tree]) => tree);
  const queueTrees = treesOf('qstat', queues, 'Queue').filter(
    ([, tree]) => textAt(tree, 'queue_type') === 'Execution',
  );
  return queueTrees.map(([partition, queue]) => {
    const own = nodesOf(partition, queue, nodeTrees);
    return {
      partition,
      totalGpus: sum(own, gpusOfNode),
      freeGpus: sum(own, freeGpusOfNode),
    };
  });
}

/** The objects of one command of the two. @throws AppError as `parseListPartitions` */
export function treesOf(command: string, section: Section, name: string): [string, PbsTree][] {
  if (section.exitCode !== 0) throw commandFailure(command, section);
  const json = readPbsJson(section.stdout);
  if (!json.isComplete)
    throw unclear(`${command}: the answer was cut: ${json.notUnderstood[0] ?? section.stderr}`);
  const trees = treesUnder(json, name);
  if (trees.length === 0) throw commandFailure(command, section);
  return trees;
}

/** The nodes whose GPUs a queue has. Never throws. */
export function nodesOf(partition: string, queue: PbsTree, nodes: readonly PbsTree[]): PbsTree[] {
  const bound = nodes.filter((node) => textAt(node, 'queue') === partition);
  if (bound.length > 0) return bound;
  const wanted = textAt(queue, 'default_chunk', 'Qlist') ?? textAt(queue, 'resources_default', 'Qlist');
  const free = nodes.filter((node) => textAt(node, 'queue') === undefined);
  if (wanted === undefined) return free;
  return free.filter((node) => textAt(node, 'resources_available', 'Qlist')?.split(',').includes(wanted));
}

/** `free` and `job-busy` nodes are up; `offline`, `down`, `state-unknown`, `stale` … are not. Several states are joined by commas. Never throws. */
export const isNodeUp = (node: PbsTree) =>
  (textAt(node, 'state') ?? '')
    .split(',')
    .every((state) => /^(?:free|busy|job-busy|job-exclusive|resv-exclusive)$/.test(state));

/** All GPUs of a node's record, whatever its state. Never throws. */
export const gpusOfNode = (node: PbsTree): number => count(textAt(node, 'resources_available', 'ngpus'));

/** GPUs that a job could have now: none on a node that is not up. Never throws. */
export function freeGpusOfNode(node: PbsTree): number {
  if (!isNodeUp(node)) return 0;
  return Math.max(0, gpusOfNode(node) - count(textAt(node, 'resources_assigned', 'ngpus')));
}

const count = (text: string | undefined) => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);
const sum = (nodes: readonly PbsTree[], each: (node: PbsTree) => number) =>
  nodes.reduce((total, node) => total + each(node), 0);
