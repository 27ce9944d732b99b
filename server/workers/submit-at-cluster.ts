import { announce } from '#db/queries/announce';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import { leaseLaunch } from '#db/queries/launches/lease-launch';
import { writeLeased, type LaunchChange } from '#db/queries/launches/write-launch';
import type { SshLink } from '../bridge/ssh/port';
import type { SubmitOutcome } from '../bridge/scheduler/port';
import { isAppError } from '../contract/app-error';
import { ensureLogin } from '../domain/clusters/ensure-login';
import { appFiles } from '../domain/apps/app-files';
import { stagedScript } from '../domain/launches/read-script';
import { submitSpecOf } from '../domain/launches/submit-spec';
import { endWithoutUse } from './end-without-use';
import { backoffMs, type WorkerDeps } from './worker-deps';

/** A refusal after a try with an unknown outcome is believed only past this, many times the controller's own timeout. */
const settleMs = 120_000;

/**
 * Brings a launch to its cluster: login, files, submitted held, id saved, released. May be called at any time, by any number of
 * workers, after any crash: each step looks at the row first, and the launcher at the cluster submits at most once.
 * Never throws for what the cluster does; such a launch waits and is tried again.
 * @see docs/developers/life-of-a-launch.md
 */
export async function submitAtCluster(deps: WorkerDeps, id: string): Promise<void> {
  const launch = await leaseLaunch(
    deps.db,
    id,
    ['held', 'staged', 'submitting', 'accepted'],
    deps.timing.leaseMs,
  );
  if (!launch) return;
  try {
    await step(deps, launch);
  } catch (error) {
    await waitAndRetry(deps, launch, error);
  }
}

async function step(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  if (launch.cancel_requested_at && launch.submitting_at === null) {
    await endWithoutUse(deps, launch, 'cancelled');
    return;
  }
  const cluster = await findClusterById(deps.db, launch.cluster_id);
  if (!cluster) throw new Error(`no cluster ${launch.cluster_id}`);
  const login = await ensureLogin(deps, cluster, launch.person_id);
  const link = deps.bridges.link(cluster, login.name);
  if (launch.state === 'held') await stage(deps, launch, { cluster, link, loginId: login.id });
  if (launch.state !== 'accepted') await submit(deps, launch, cluster, link);
  else await release(deps, launch, cluster, link);
}

interface Place {
  cluster: ClusterRow;
  link: SshLink;
  loginId: string;
}

async function stage(deps: WorkerDeps, launch: LaunchRow, { cluster, link, loginId }: Place): Promise<void> {
  const scheduler = deps.bridges.schedulerOf(cluster.scheduler);
  const bytes = (text: string) => Buffer.from(text, 'utf8');
  const files = [
    { path: 'user.sh', bytes: bytes(stagedScript(launch.script)), mode: 0o700 },
    ...scheduler.stagedFiles(submitSpecOf(launch)).map((file) => ({ ...file, bytes: bytes(file.text) })),
    ...appFiles(launch, cluster.appReach, deps.appSecretOf),
    ...(await deps.templateFiles(launch.template)).map((file) => ({
      ...file,
      path: `work/${file.path}`,
      mode: 0o644,
    })),
  ];
  await deps.bridges.files.stage(link, launch.id, files);
  await write(deps, launch, { state: 'staged', staged_at: new Date(), login_id: loginId }, 'staged');
}

async function submit(
  deps: WorkerDeps,
  launch: LaunchRow,
  cluster: ClusterRow,
  link: SshLink,
): Promise<void> {
  const scheduler = deps.bridges.schedulerOf(cluster.scheduler);
  // Committed before the first byte: from here on the job may be there.
  await write(
    deps,
    launch,
    { state: 'submitting', submitting_at: launch.submitting_at ?? new Date() },
    'submitting',
  );
  if (launch.cancel_requested_at) await deps.bridges.files.markCancelled(link, launch.id);
  const allowRefusal =
    launch.outcome_unknown_at === null || Date.now() - launch.outcome_unknown_at.getTime() > settleMs;
  const outcome = await scheduler
    .submit(link, submitSpecOf(launch), { allowRefusal })
    .catch((error: unknown): SubmitOutcome => ({
      kind: 'unknown',
      words: isAppError(error) ? error.code : String(error),
    }));
  switch (outcome.kind) {
    case 'accepted':
      deps.count('submitted', cluster.name);
      await write(
        deps,
        launch,
        {
          state: 'accepted',
          accepted_at: new Date(),
          scheduler_job_id: outcome.schedulerJobId,
          last_error_code: null,
        },
        'accepted',
        { job: outcome.schedulerJobId },
      );
      launch.scheduler_job_id = outcome.schedulerJobId;
      return release(deps, launch, cluster, link);
    case 'refused':
      return endWithoutUse(deps, launch, 'rejected', outcome.words);
    case 'cancelled':
      return endWithoutUse(deps, launch, 'cancelled');
    case 'unknown':
      deps.log.warn(
        { launch: launch.id, cluster: cluster.name, words: outcome.words },
        'outcome of a submission unknown',
      );
      return retry(deps, launch, {
        outcome_unknown_at: launch.outcome_unknown_at ?? new Date(),
        last_error_code: 'cluster-answer-unclear',
      });
  }
}

async function release(
  deps: WorkerDeps,
  launch: LaunchRow,
  cluster: ClusterRow,
  link: SshLink,
): Promise<void> {
  const jobId = launch.scheduler_job_id;
  if (jobId === null) throw new Error('accepted without an id');
  const scheduler = deps.bridges.schedulerOf(cluster.scheduler);
  // A wish to cancel that came meanwhile: the held job never starts.
  const outcome = launch.cancel_requested_at
    ? await scheduler.cancel(link, jobId)
    : await scheduler.release(link, jobId);
  if (outcome.kind === 'unknown') return retry(deps, launch, { last_error_code: 'cluster-answer-unclear' });
  await write(
    deps,
    launch,
    {
      state: 'released',
      released_at: new Date(),
      lease_until: null,
      attempts: 0,
      next_attempt_at: null,
      last_error_code: null,
    },
    'released',
  );
}

/** Thrown when another worker has taken the launch: this one stops where it is. */
class Overtaken extends Error {}

async function write(
  deps: WorkerDeps,
  launch: LaunchRow,
  change: LaunchChange,
  event: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await writeLeased(trx, launch, change))) throw new Overtaken();
    await addLaunchEvent(trx, launch.id, event, detail);
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  });
}

async function retry(deps: WorkerDeps, launch: LaunchRow, change: LaunchChange): Promise<void> {
  const runAt = new Date(Date.now() + backoffMs(launch.attempts));
  await deps.db.transaction().execute(async (trx) => {
    if (!(await writeLeased(trx, launch, { ...change, lease_until: null, next_attempt_at: runAt }))) return;
    await deps.addTask(trx, 'submit-launch', { id: launch.id }, { runAt });
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  });
}

async function waitAndRetry(deps: WorkerDeps, launch: LaunchRow, error: unknown): Promise<void> {
  if (error instanceof Overtaken) return;
  const code = isAppError(error) ? error.code : 'internal';
  const level = code === 'internal' ? 'error' : 'warn';
  deps.log[level]({ launch: launch.id, err: error }, 'a launch waits for its cluster');
  await retry(deps, launch, { last_error_code: code });
}
