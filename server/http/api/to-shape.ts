import type { z } from 'zod';
import type { AllocationView, ClusterView, LaunchView, LedgerEntryView, MeView, Page } from '../../services';
import type {
  allocationShape,
  clusterShape,
  launchShape,
  ledgerEntryShape,
  meShape,
  wholeLaunchShape,
} from './shapes';

/* Views of the services as JSON: Dates as text, undefined as null. All pure; none throws. */

const text = (at: Date | undefined) => at?.toISOString() ?? null;

/** The person who asks. */
export const toMe = (me: MeView): z.input<typeof meShape> => ({
  ...me,
  createdAt: me.createdAt.toISOString(),
});

/** A cluster as everybody may see it. */
export const toCluster = ({ centre, ...cluster }: ClusterView): z.input<typeof clusterShape> => ({
  name: cluster.name,
  titleKo: cluster.titleKo,
  titleEn: cluster.titleEn,
  centre: centre.name,
  scheduler: cluster.scheduler,
  state: cluster.state,
  reach: cluster.reach,
  reachSince: cluster.reachSince.toISOString(),
  lastReadAt: text(cluster.lastReadAt),
  waitingJobs: cluster.waitingJobs,
  runningJobs: cluster.runningJobs,
  partitions: cluster.partitions.map((partition) => ({ ...partition, freeGpus: partition.freeGpus ?? null })),
});

/** Granted hours. */
export const toAllocation = (view: AllocationView): z.input<typeof allocationShape> => ({
  ...view,
  programme: view.programme.name,
  programmeKind: view.programme.kind,
  startsAt: view.startsAt.toISOString(),
  endsAt: view.endsAt.toISOString(),
});

/** A launch without its script. */
export const toLaunch = (view: LaunchView): z.input<typeof launchShape> => ({
  id: view.id,
  name: view.name,
  kind: view.kind,
  template: view.template ?? null,
  cluster: view.cluster.name,
  partition: view.partition,
  accelerator: view.accelerator,
  gpuModel: view.gpuModel,
  gpus: view.gpus,
  cores: view.cores,
  memoryBytes: view.memoryBytes ?? null,
  walltimeSeconds: view.walltimeSeconds,
  array: view.array ?? null,
  tasks: view.tasks,
  rateMilli: view.rateMilli,
  state: view.state,
  end: view.end ?? null,
  exitCode: view.exitCode ?? null,
  exitSignal: view.exitSignal ?? null,
  schedulerJobId: view.schedulerJobId ?? null,
  reasonCode: view.reasonCode ?? null,
  reasonWords: view.reasonWords ?? null,
  lastErrorCode: view.lastErrorCode ?? null,
  isCancelRequested: view.isCancelRequested,
  heldMilliGpuSeconds: view.heldMilliGpuSeconds,
  chargedMilliGpuSeconds: view.chargedMilliGpuSeconds ?? null,
  soFarMilliGpuSeconds: view.soFarMilliGpuSeconds,
  ...instantsOf(view),
  jobs: view.jobs.map((job) => ({
    arrayIndex: job.arrayIndex ?? null,
    schedulerJobId: job.schedulerJobId,
    state: job.state,
    end: job.end ?? null,
    exitCode: job.exitCode ?? null,
    reasonCode: job.reasonCode ?? null,
    startedAt: text(job.startedAt),
    endedAt: text(job.endedAt),
    node: job.node ?? null,
  })),
});

const instantsOf = ({ at }: LaunchView) => ({
  createdAt: at.created.toISOString(),
  heldAt: at.held.toISOString(),
  stagedAt: text(at.staged),
  submittingAt: text(at.submitting),
  acceptedAt: text(at.accepted),
  releasedAt: text(at.released),
  queuedAt: text(at.queued),
  runningAt: text(at.running),
  endedAt: text(at.ended),
  settledAt: text(at.settled),
});

/** A launch with its script. */
export const toWholeLaunch = (view: LaunchView): z.input<typeof wholeLaunchShape> => ({
  ...toLaunch(view),
  script: view.script,
});

/** One line of a statement. */
export const toLedgerEntry = (entry: LedgerEntryView): z.input<typeof ledgerEntryShape> => ({
  id: entry.id,
  at: entry.at.toISOString(),
  kind: entry.kind,
  amountMilliGpuSeconds: entry.amountMilliGpuSeconds,
  returnedMilliGpuSeconds: entry.returnedMilliGpuSeconds ?? null,
  allocation: entry.allocationId,
  launch: entry.launch?.id ?? null,
  note: entry.note,
});

/** A page of a list. */
export const toList = <View, Item>(page: Page<View>, toItem: (view: View) => Item) => ({
  items: page.items.map(toItem),
  next: page.next ?? null,
});
