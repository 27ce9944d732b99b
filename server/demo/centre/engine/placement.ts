import type { NodeView, Partition } from './engine';
import type { Chunk, JobRequest, NodeShare } from './job';

type Placeable = Pick<JobRequest, 'chunks' | 'placement' | 'isExclusive' | 'partition'>;

interface Room {
  node: string;
  cores: number;
  memoryBytes: number;
  gpuIndices: number[];
  isWhole: boolean;
}

const roomOf = (node: NodeView): Room => ({
  node: node.name,
  cores: node.cores - node.usedCores,
  memoryBytes: node.memoryBytes - node.usedMemoryBytes,
  gpuIndices: Array.from({ length: node.gpus }, (_, index) => index).filter(
    (index) => !node.usedGpuIndices.includes(index),
  ),
  isWhole: node.jobIds.length === 0,
});

/** What each node would give to a job, or undefined when it does not fit now. */
export function place(job: Placeable, nodes: readonly NodeView[]): NodeShare[] | undefined {
  const rooms = nodes.filter((node) => node.partition === job.partition && node.state === 'up').map(roomOf);
  const shares = new Map<string, NodeShare>();
  for (const chunk of job.chunks) {
    const room = rooms.find(
      (candidate) =>
        fits(chunk, candidate, job) && !(job.placement === 'scatter' && shares.has(candidate.node)),
    );
    if (!room) return undefined;
    const share = take(chunk, room, job.isExclusive);
    const before = shares.get(room.node);
    shares.set(room.node, before ? merge(before, share) : share);
  }
  return [...shares.values()];
}

/** Tells whether the partition could ever run it, with all its nodes empty. */
export function couldEverFit(job: Placeable, partition: Partition): boolean {
  const empty = partition.nodeNames.map((name) => emptyNode(name, partition));
  return place(job, empty) !== undefined;
}

export const emptyNode = (name: string, partition: Partition): NodeView => ({
  name,
  partition: partition.name,
  state: 'up',
  cores: partition.coresPerNode,
  memoryBytes: partition.memoryBytesPerNode,
  gpus: partition.gpusPerNode,
  usedCores: 0,
  usedMemoryBytes: 0,
  usedGpuIndices: [],
  jobIds: [],
});

function fits(chunk: Chunk, room: Room, job: Placeable): boolean {
  if (job.isExclusive && !room.isWhole) return false;
  return (
    room.cores >= chunk.cores && room.memoryBytes >= chunk.memoryBytes && room.gpuIndices.length >= chunk.gpus
  );
}

function take(chunk: Chunk, room: Room, isExclusive: boolean): NodeShare {
  const share: NodeShare = {
    node: room.node,
    cores: isExclusive ? room.cores : chunk.cores,
    // 0 takes no share of the memory: such a job may use what the node has.
    memoryBytes: chunk.memoryBytes,
    gpuIndices: isExclusive ? room.gpuIndices : room.gpuIndices.slice(0, chunk.gpus),
  };
  room.cores -= share.cores;
  room.memoryBytes -= share.memoryBytes;
  room.gpuIndices = room.gpuIndices.filter((index) => !share.gpuIndices.includes(index));
  return share;
}

const merge = (a: NodeShare, b: NodeShare): NodeShare => ({
  node: a.node,
  cores: a.cores + b.cores,
  memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
  gpuIndices: [...a.gpuIndices, ...b.gpuIndices].sort((x, y) => x - y),
});
