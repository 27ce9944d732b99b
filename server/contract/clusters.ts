export const schedulers = ['slurm', 'pbs'] as const;
export type SchedulerKind = (typeof schedulers)[number];

/** What the operator decided: open for launches, no new ones, or nothing at all. */
export const clusterStates = ['open', 'draining', 'closed'] as const;
export type ClusterState = (typeof clusterStates)[number];

/** What the portal saw last. */
export const clusterReaches = ['unknown', 'ok', 'down'] as const;
export type ClusterReach = (typeof clusterReaches)[number];

/** What a check of a cluster tries, in this order. */
export const clusterChecks = ['host-key', 'sign-in', 'clock', 'queue', 'partitions'] as const;
export type ClusterCheckName = (typeof clusterChecks)[number];
