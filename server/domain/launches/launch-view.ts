import type { JobRow, LaunchRow } from '#db/queries/launches/launch-rows';
import type { ErrorCode } from '../../contract/error-codes';
import { errorCodes } from '../../contract/error-codes';
import { letsIntoJobs } from '../../contract/clusters';
import { costMilliGpuSeconds, toViewNumber } from '../../contract/hours';
import { endsPaidByPlatform, launchMay } from '../../contract/launch-states';
import type { LaunchAppView, LaunchTaskView, LaunchView } from '../../launch-services';
import { appFieldsOf } from '../apps/app-files';
import type { Apps } from '../apps/read-apps';
import { endsAtOf, extensionLimitOf } from './launch-ends';

/** A launch as its person sees it at an instant [now]. Never throws. */
export function toLaunchView(
  apps: Apps,
  row: LaunchRow,
  jobs: readonly JobRow[],
  nowAt = new Date(),
): LaunchView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    template: row.template ?? undefined,
    app: toAppView(apps, row),
    cluster: {
      name: row.cluster_name,
      titleKo: row.cluster_title_ko,
      titleEn: row.cluster_title_en,
      scheduler: row.cluster_scheduler,
      reach: row.cluster_reach,
      reachSince: row.cluster_reach_since,
    },
    partition: row.partition_name,
    reservation: row.reservation ?? undefined,
    accelerator: row.accelerator,
    gpuModel: row.gpu_model,
    gpus: row.gpus,
    cores: row.cores,
    memoryBytes: row.memory_bytes === null ? undefined : Number(row.memory_bytes),
    walltimeSeconds: row.walltime_seconds,
    array: row.array_range ?? undefined,
    tasks: row.tasks,
    rateMilli: row.rate_milli,
    script: row.script,
    state: row.state,
    end: row.end ?? undefined,
    exitCode: row.exit_code ?? undefined,
    exitSignal: row.exit_signal ?? undefined,
    schedulerJobId: row.scheduler_job_id ?? undefined,
    reasonCode: row.reason_code ?? undefined,
    reasonWords: row.reason_words ?? undefined,
    lastErrorCode: isErrorCode(row.last_error_code) ? row.last_error_code : undefined,
    heldMilliGpuSeconds: toViewNumber(heldOf(row)),
    chargedMilliGpuSeconds:
      row.charged_milli_gpu_seconds === null ? undefined : toViewNumber(row.charged_milli_gpu_seconds),
    soFarMilliGpuSeconds: toViewNumber(soFar(row, jobs, nowAt)),
    isCancelRequested: row.cancel_requested_at !== null,
    endsAt: endsAtOf(row, jobs),
    extendLimitSeconds:
      row.state === 'running' && row.cancel_requested_at === null ? extensionLimitOf(row) : undefined,
    extension:
      row.extension_state === null || row.extension_to_seconds === null
        ? undefined
        : {
            state: row.extension_state,
            walltimeSeconds: row.extension_to_seconds,
            words: row.extension_words ?? undefined,
          },
    guardAt: row.guard_at ?? undefined,
    at: instantsOf(row),
    jobs: jobs.map(toTaskView),
    may: {
      cancel: launchMay('cancel', row.state) && row.cancel_requested_at === null,
      runAgain: row.kind !== 'by-hand' && launchMay('runAgain', row.state),
      showOutput:
        row.kind !== 'by-hand' && launchMay('showOutput', row.state) && row.scheduler_job_id !== null,
      enter: letsIntoJobs[row.cluster_scheduler] && launchMay('enter', row.state),
    },
  };
}

/** An app that is offered no more keeps its name as its title. */
function toAppView(apps: Apps, row: LaunchRow): LaunchAppView | undefined {
  if (row.app === null) return undefined;
  const manifest = apps.find(row.app)?.manifest;
  const exit = manifest?.exits.find(({ code }) => code === row.exit_code);
  return {
    name: row.app,
    titleKo: manifest?.title.ko ?? row.app,
    titleEn: manifest?.title.en ?? row.app,
    icon: manifest?.icon ?? 'globe',
    fields: appFieldsOf(row),
    startedAt: row.app_started_at ?? undefined,
    readyAt: row.app_ready_at ?? undefined,
    exit: exit && { ko: exit.ko, en: exit.en },
    idleStopsAt:
      row.state === 'running' && row.cancel_requested_at === null
        ? (row.app_idle_stops_at ?? undefined)
        : undefined,
    idleStoppedAt: row.app_idle_stopped_at ?? undefined,
    url: row.app_ready_at !== null && isLive(row) ? apps.originOf(row.id) : undefined,
  };
}

/** With what it was extended by. */
const heldOf = (row: LaunchRow): bigint => row.held_milli_gpu_seconds + row.extra_held_milli_gpu_seconds;

const isLive = ({ state }: LaunchRow) => state !== 'ended' && state !== 'settled';

const instantsOf = (row: LaunchRow): LaunchView['at'] => ({
  created: row.created_at,
  held: row.held_at,
  staged: row.staged_at ?? undefined,
  submitting: row.submitting_at ?? undefined,
  accepted: row.accepted_at ?? undefined,
  released: row.released_at ?? undefined,
  queued: row.queued_at ?? undefined,
  running: row.running_at ?? undefined,
  ended: row.ended_at ?? undefined,
  settled: row.settled_at ?? undefined,
});

/** The charge once it is known, until then what has run so far; at most what is held. Nothing for what the platform pays. */
function soFar(row: LaunchRow, jobs: readonly JobRow[], nowAt: Date): bigint {
  if (row.charged_milli_gpu_seconds !== null) return row.charged_milli_gpu_seconds;
  const seconds = jobs.reduce((sum, job) => {
    if (!job.started_at || (job.end !== null && endsPaidByPlatform.includes(job.end))) return sum;
    const until = job.ended_at ?? (job.state === 'running' ? nowAt : job.started_at);
    return sum + Math.max(0, (until.getTime() - job.started_at.getTime()) / 1000);
  }, 0);
  const cost = costMilliGpuSeconds({ gpus: row.gpus, seconds, rateMilli: row.rate_milli });
  return cost < heldOf(row) ? cost : heldOf(row);
}

const toTaskView = (job: JobRow): LaunchTaskView => ({
  arrayIndex: job.array_index ?? undefined,
  schedulerJobId: job.scheduler_job_id,
  state: job.state,
  end: job.end ?? undefined,
  exitCode: job.exit_code ?? undefined,
  reasonCode: job.reason_code ?? undefined,
  startedAt: job.started_at ?? undefined,
  endedAt: job.ended_at ?? undefined,
  node: job.node ?? undefined,
});

const isErrorCode = (code: string | null): code is ErrorCode => code !== null && code in errorCodes;
