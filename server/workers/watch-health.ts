import { setTimeout as pause } from 'node:timers/promises';
import { announce } from '#db/queries/announce';
import {
  claimDueProbes,
  noteStrangeHostKey,
  writeHealth,
  type HealthRow,
} from '#db/queries/clusters/cluster-health';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { recordAudit } from '#db/queries/record-audit';
import { isAppError, type AppError } from '../contract/app-error';
import { nextCircuit } from '../domain/clusters/circuit';
import { isInMaintenance } from '../domain/clusters/cluster-view';
import type { WorkerDeps } from './worker-deps';

/** A probe that takes longer than this is another process's. Its commands have deadlines of their own below it. */
const claimMs = 90_000;
/** How often it is looked whether one is due. */
const lookEveryMs = 2_000;

/**
 * Probes every cluster once in `timing.healthEveryMs`, whatever the number of people and of workers, for as long as the signal lets it:
 * whether the login host answers and the scheduler says who it is. What the probes come to is kept in the database and told to open pages.
 */
export async function watchHealth(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await probeDue(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'the health of clusters was not looked at; it is tried again'),
    );
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Probes what is due now. Answers how many that was. */
export async function probeDue(deps: WorkerDeps): Promise<number> {
  const due = await claimDueProbes(deps.db, { everyMs: deps.timing.healthEveryMs, claimMs });
  await Promise.all(due.map((before) => probeOne(deps, before)));
  return due.length;
}

async function probeOne(deps: WorkerDeps, before: HealthRow): Promise<void> {
  const cluster = await findClusterById(deps.db, before.cluster_id);
  if (!cluster) return;
  const trouble = await tryCluster(deps, cluster);
  const next = nextCircuit(before, {
    isGood: trouble === undefined,
    isFinal: trouble?.code === 'host-key-changed',
  });
  const isNews = next.circuit !== before.circuit;
  await deps.db.transaction().execute(async (trx) => {
    await writeHealth(trx, cluster.id, {
      ...next,
      isNews,
      code: trouble?.code ?? null,
      isInMaintenance: isInMaintenance(cluster, new Date()),
    });
    if (isNews) await announce(trx, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
  });
  if (isNews)
    deps.log.warn({ cluster: cluster.name, circuit: next.circuit }, 'the health of a cluster changed');
  if (trouble?.code === 'host-key-changed') await alarm(deps, cluster, trouble);
}

/** undefined: all is well. */
async function tryCluster(deps: WorkerDeps, cluster: ClusterRow): Promise<AppError | undefined> {
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  try {
    await deps.bridges.loginHost.readClockSkew(link);
    await deps.bridges.schedulerOf(cluster.scheduler).survey.readFacts(link);
    return undefined;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

/** The operators of the centre are told once for each strange key: in the audit log, and on their pages until one of them has looked. */
async function alarm(deps: WorkerDeps, cluster: ClusterRow, trouble: AppError): Promise<void> {
  const fingerprint = String(trouble.details['fingerprint'] ?? '');
  await deps.db.transaction().execute(async (trx) => {
    if (!(await noteStrangeHostKey(trx, cluster.id, fingerprint))) return;
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'cluster.host-key-changed',
      subjectKind: 'cluster',
      subjectId: cluster.name,
      detail: { fingerprint, address: `${cluster.host}:${cluster.port}` },
    });
    await announce(trx, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
  });
}
