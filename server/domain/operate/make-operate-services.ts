import type { Db } from '#db/client';
import { countJobsByCluster, countLoginsByCluster } from '#db/queries/clusters/count-jobs';
import { writeReservations } from '#db/queries/clusters/reservations';
import { countUnsettledLaunches } from '#db/queries/launches/count-unsettled';
import { findSigningKey } from '#db/queries/signer/signing-keys';
import type { Actor } from '../../actor';
import type { OperatedClusterView, OperateServices, ProbeView } from '../../operate-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import type { AddTask } from '../launches/launch-deps';
import type { ClusterKeys } from '../clusters/cluster-keys';
import { toOperatorView } from '../clusters/cluster-view';
import { attachCluster } from './attach-cluster';
import { pinHostKeys, showHostKeys, showHostKeysOf } from './host-keys';
import { hourLimitsView, setHourLimits } from './hour-limits';
import { addToPool, cleanAgain, loginPoolView, setPoolRules, takeBack, takeFromPool } from './login-pool';
import { setLoginKinds } from './login-kinds';
import { addMaintenance, endMaintenance, listWindows } from './maintenance';
import {
  getOperatedCluster,
  listOperatedCentres,
  listOperatedClusters,
  noteOperation,
  setAcceleratorRate,
  setClusterState,
  setExtendLimit,
  setPartitionOpen,
} from './operate-cluster';
import { probeCluster } from './probe-cluster';
import { findProbe, writeProbe, writeShapes } from './probes';
import { reservationViews, setReservationShown } from './reservations';
import { removeCluster } from './remove-cluster';

interface OperateDeps {
  db: Db;
  bridges: ClusterBridges;
  clusterKeys: ClusterKeys;
  addTask: AddTask;
}

/** What operators do with their clusters. Opens nothing; a cluster is reached when one is probed, or its host keys are read. */
export function makeOperateServices(deps: OperateDeps): OperateServices {
  const { db, bridges } = deps;
  return {
    list: async (actor) => {
      const [clusters, counts, logins] = await Promise.all([
        listOperatedClusters(db, actor),
        countJobsByCluster(db),
        countLoginsByCluster(db),
      ]);
      return clusters.map((one) => toOperatorView(one, counts.get(one.id), logins.get(one.id) ?? 0));
    },
    get: (actor, cluster) => getView(deps, actor, cluster),
    centres: async (actor) =>
      (await listOperatedCentres(db, actor)).map(({ name, titleKo, titleEn }) => ({
        name,
        titleKo,
        titleEn,
      })),
    readHostKeys: async (actor, address) => {
      await listOperatedCentres(db, actor);
      return showHostKeys(bridges, address);
    },
    readHostKeysOf: async (actor, cluster) =>
      showHostKeysOf(bridges, await getOperatedCluster(db, actor, cluster)),
    attach: (actor, draft) => attachCluster(deps, actor, draft),
    pinHostKeys: (actor, cluster, proofs) => pinHostKeys(deps, actor, cluster, proofs),
    probe: (actor, cluster, options) => probe(deps, actor, cluster, options),
    setState: (actor, cluster, state) => setClusterState(db, actor, cluster, state),
    setRate: (actor, cluster, accelerator, rateMilli) =>
      setAcceleratorRate(db, actor, { cluster, accelerator, rateMilli }),
    setLoginKinds: (actor, cluster, kinds) => setLoginKinds(db, actor, cluster, kinds),
    addToPool: (actor, cluster, names) => addToPool(deps, actor, cluster, names),
    takeFromPool: (actor, cluster, names) => takeFromPool(deps, actor, cluster, names),
    setPoolRules: (actor, cluster, rules) => setPoolRules(deps, actor, cluster, rules),
    cleanAgain: (actor, cluster, login) => cleanAgain(deps, actor, cluster, login),
    takeBack: (actor, cluster, login) => takeBack(deps, actor, cluster, login),
    setExtendLimit: (actor, cluster, limitSeconds) => setExtendLimit(db, actor, cluster, limitSeconds),
    setPartitionOpen: (actor, cluster, partition, isOpen) =>
      setPartitionOpen(db, actor, { cluster, partition, isOpen }),
    setReservationShown: (actor, cluster, reservation, isShown) =>
      setReservationShown(db, actor, { cluster, reservation, isShown }),
    setHourLimits: (actor, cluster, isOn) => setHourLimits(db, actor, cluster, isOn),
    addMaintenance: (actor, cluster, draft) => addMaintenance(db, actor, cluster, draft),
    endMaintenance: (actor, cluster, id) => endMaintenance(db, actor, cluster, id),
    remove: (actor, cluster) => removeCluster(db, actor, cluster),
  };
}

async function getView(deps: OperateDeps, actor: Actor, name: string): Promise<OperatedClusterView> {
  const { db } = deps;
  const row = await getOperatedCluster(db, actor, name);
  const [counts, logins, probed, windows, liveLaunches, key, loginPool] = await Promise.all([
    countJobsByCluster(db),
    countLoginsByCluster(db),
    findProbe(db, row.id),
    listWindows(db, row.id),
    countUnsettledLaunches(db, { clusterId: row.id }),
    findSigningKey(db, row.id, 'key'),
    loginPoolView(db, row),
  ]);
  return {
    ...toOperatorView(row, counts.get(row.id), logins.get(row.id) ?? 0),
    loginCommand: row.loginCommand,
    loginKinds: row.loginKinds,
    extendLimitSeconds: row.extendLimitSeconds,
    publicKeyLine: key?.publicLine ?? (await deps.clusterKeys.portalPublicLine()),
    probe: probed,
    windows,
    liveLaunches,
    hourLimits: hourLimitsView(row, probed),
    reservations: reservationViews(row),
    loginPool,
  };
}

async function probe(
  { db, bridges }: OperateDeps,
  actor: Actor,
  name: string,
  options: { isDryRun: boolean },
): Promise<ProbeView> {
  const cluster = await getOperatedCluster(db, actor, name);
  const found = await probeCluster(bridges, cluster, options);
  await db.transaction().execute(async (trx) => {
    await writeProbe(trx, cluster, found);
    await writeShapes(trx, cluster, found.shapes);
    if (found.reservations) await writeReservations(trx, cluster.id, found.reservations);
    await noteOperation(trx, actor, cluster, 'cluster.probed', {
      isDryRun: options.isDryRun,
      notGood: found.lines.flatMap((line) => (line.verdict === 'good' ? [] : [line.name])),
    });
  });
  return { at: new Date(), lines: found.lines };
}
