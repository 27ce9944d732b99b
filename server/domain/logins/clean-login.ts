import type { Db } from '#db/client';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { findPoolLogin, writePoolLogin, type PoolLoginRow } from '#db/queries/clusters/pool-logins';
import { recordAudit } from '#db/queries/record-audit';
import { isAppError } from '../../contract/app-error';
import { centreCommand } from '../clusters/centre-command';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import type { AddTask } from '../launches/launch-deps';

/** A home of many small files takes a while to empty. */
const cleaningDeadlineMs = 120_000;
/** Accounting tells of the last jobs a while later: until then they would be the next person's. */
const restMs = 3_600_000;
/** From five minutes to a day, doubling. */
const againMs = (tries: number): number => Math.min(300_000 * 2 ** tries, 86_400_000);

/**
 * Cleans a login that was taken back, by the centre's own command under its service login, and looks whether it is clean: the mark that the
 * portal had left is gone, the home holds nothing from before, no process and no crontab of the login's runs at the login host, no job is in
 * the queue. Only then it is free again, after an hour. Otherwise it is quarantined with the reason, and tried again later. Harmless however often.
 */
export async function cleanLogin(
  deps: { db: Db; bridges: ClusterBridges; addTask: AddTask },
  poolId: string,
): Promise<void> {
  const { db } = deps;
  const login = await findPoolLogin(db, poolId);
  if (login?.state !== 'cleaning' && login?.state !== 'quarantined') return;
  const cluster = await findClusterById(db, login.cluster_id);
  if (!cluster) return;
  const trouble = await clean(deps.bridges, cluster, login).catch((error: unknown) => wordsOf(error));
  await db.transaction().execute(async (trx) => {
    if (trouble === undefined) {
      const since = new Date(Date.now() + restMs);
      await writePoolLogin(trx, poolId, { state: 'free', since, login_id: null, tries: 0, trouble: null });
    } else {
      const runAt = new Date(Date.now() + againMs(login.tries));
      await writePoolLogin(trx, poolId, {
        state: 'quarantined',
        since: login.since,
        tries: login.tries + 1,
        trouble: trouble.slice(0, 300),
      });
      await deps.addTask(trx, 'clean-login', { id: poolId }, { runAt });
    }
    await recordAudit(trx, {
      actorPersonId: null,
      action: trouble === undefined ? 'login.cleaned' : 'login.not-clean',
      subjectKind: 'cluster',
      subjectId: cluster.name,
      detail: { name: login.name, ...(trouble !== undefined && { trouble: trouble.slice(0, 300) }) },
    });
  });
}

/** undefined: it was cleaned and is clean. @throws AppError as `SshLink.run` */
async function clean(
  bridges: ClusterBridges,
  cluster: ClusterRow,
  { id, name }: PoolLoginRow,
): Promise<string | undefined> {
  if (cluster.cleaningCommand.length === 0) return 'no command that cleans';
  // On connections of their own: those of whoever had it are not to be trusted, and the command may end them.
  const before = await bridges.visit(cluster, name, (link) => bridges.loginHost.markForCleaning(link, id));
  const line = centreCommand(cluster.cleaningCommand, name);
  const result = await bridges
    .link(cluster, cluster.serviceLogin)
    .run({ line, deadlineMs: cleaningDeadlineMs });
  if (result.exitCode !== 0) return `exit ${result.exitCode}: ${result.stderr.trim()}`;
  return bridges.visit(cluster, name, async (link) => {
    const left = await bridges.loginHost.readLeftOver(link, id, before);
    if (left !== undefined) return left;
    const { jobs } = await bridges.schedulerOf(cluster.scheduler).readQueue(link);
    const job = jobs.find((one) => one.login === name && one.state !== 'ended');
    return job && `job ${job.schedulerJobId} is in the queue`;
  });
}

const wordsOf = (error: unknown): string =>
  isAppError(error)
    ? `${error.code} ${String(error.details['words'] ?? '')}`.trim()
    : error instanceof Error
      ? error.message
      : String(error);
