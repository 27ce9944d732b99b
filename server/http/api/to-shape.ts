import type { z } from 'zod';
import type { ClusterView } from '../../cluster-services';
import type { AllocationView, HoursView, LedgerEntryView } from '../../hours-services';
import type { MeView } from '../../services';
import type { LaunchView } from '../../launch-services';
import type { Page } from '../../contract/page';
import type {
  allocationShape,
  clusterShape,
  hoursShape,
  launchShape,
  ledgerEntryShape,
  meShape,
  wholeLaunchShape,
} from './shapes';

/* Views of the services as JSON: Dates as text, undefined as null. All pure; none throws. */

const text = (at: Date | undefined) => at?.toISOString() ?? null;

const toHours = (hours: HoursView): z.input<typeof hoursShape> => ({
  grantedMilliGpuSeconds: hours.grantedMilliGpuSeconds,
  heldMilliGpuSeconds: hours.heldMilliGpuSeconds,
  usedMilliGpuSeconds: hours.usedMilliGpuSeconds,
  freeMilliGpuSeconds: hours.freeMilliGpuSeconds,
});

/** The person who asks. */
export const toMe = (me: MeView): z.input<typeof meShape> => ({
  id: me.id,
  email: me.email ?? null,
  displayName: me.displayName,
  level: me.level,
  schoolName: me.schoolName,
  roles: me.roles,
  locale: me.locale,
  createdAt: me.createdAt.toISOString(),
  hours: toHours(me.hours),
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
  partitions: cluster.partitions.map((partition) => ({
    name: partition.name,
    accelerator: partition.accelerator,
    gpuModel: partition.gpuModel,
    gpusPerNode: partition.gpusPerNode,
    nodes: partition.nodes,
    totalGpus: partition.totalGpus,
    freeGpus: partition.freeGpus ?? null,
    coresPerNode: partition.coresPerNode,
    memoryBytesPerNode: partition.memoryBytesPerNode,
    maxWalltimeSeconds: partition.maxWalltimeSeconds,
    defaultWalltimeSeconds: partition.defaultWalltimeSeconds,
    rateMilli: partition.rateMilli,
    isOpen: partition.isOpen,
  })),
});

/** Granted hours. */
export const toAllocation = (view: AllocationView): z.input<typeof allocationShape> => ({
  ...toHours(view),
  id: view.id,
  title: view.title,
  programme: view.programme.name,
  programmeKind: view.programme.kind,
  clusters: view.clusters,
  isCurrent: view.isCurrent,
  startsAt: view.startsAt.toISOString(),
  endsAt: view.endsAt.toISOString(),
});

/** A launch without its script. */
export const toLaunch = (view: LaunchView): z.input<typeof launchShape> => ({
  id: view.id,
  name: view.name,
  kind: view.kind,
  template: view.template ?? null,
  app: view.app?.name ?? null,
  appReadyAt: text(view.app?.readyAt),
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
  endsAt: text(view.endsAt),
  extendLimitSeconds: view.extendLimitSeconds ?? null,
  extension: view.extension ? { ...view.extension, words: view.extension.words ?? null } : null,
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
