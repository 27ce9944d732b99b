import type { NodeView, Partition } from './engine';
import type { Job, NodeShare } from './job';
import { emptyNode } from './placement';

/** Who holds what: a job's shares while it runs, in fact or in a forecast. */
export interface Occupant {
  readonly id: number;
  readonly shares: readonly NodeShare[];
}

/** What a job holds now; empty unless it runs. */
export const sharesOf = (job: Job): readonly NodeShare[] =>
  job.state === 'running' || job.state === 'ending' ? (job.runs.at(-1)?.shares ?? []) : [];

/** The nodes of a centre, each up, drained or down. Not kept over a restart: a centre that starts has all its nodes. */
export class NodeSet {
  private readonly states = new Map<string, NodeView['state']>();

  constructor(readonly partitions: readonly Partition[]) {}

  set(name: string, state: NodeView['state']): void {
    this.states.set(name, state);
  }

  has = (name: string): boolean => this.partitions.some(({ nodeNames }) => nodeNames.includes(name));

  /** All nodes with what these occupants take of them. */
  views(occupants: readonly Occupant[]): NodeView[] {
    const byNode = new Map<string, { id: number; share: NodeShare }[]>();
    for (const { id, shares } of occupants)
      for (const share of shares) {
        const before = byNode.get(share.node);
        if (before) before.push({ id, share });
        else byNode.set(share.node, [{ id, share }]);
      }
    return this.partitions.flatMap((partition) =>
      partition.nodeNames.map((name): NodeView => {
        const held = byNode.get(name) ?? [];
        return {
          ...emptyNode(name, partition),
          state: this.states.get(name) ?? 'up',
          usedCores: held.reduce((sum, { share }) => sum + share.cores, 0),
          usedMemoryBytes: held.reduce((sum, { share }) => sum + share.memoryBytes, 0),
          usedGpuIndices: held.flatMap(({ share }) => share.gpuIndices),
          jobIds: held.map(({ id }) => id),
        };
      }),
    );
  }
}
