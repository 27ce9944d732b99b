import { z } from 'zod';
import { clusterReaches, clusterStates, schedulers } from '../../contract/clusters';
import { errorCodes, type ErrorCode } from '../../contract/error-codes';
import { launchDraftSchema, launchKinds } from '../../contract/launch-draft';
import { ends, jobStates, launchStates } from '../../contract/launch-states';
import { extensionStates } from '../../contract/walltime-guard';
import { levels, locales, roles } from '../../contract/roles';

/* What the API takes and gives. Amounts are milli-GPU-seconds as whole numbers, instants ISO 8601 in UTC, null is "not known" or "not yet". */

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC' });
const amount = z.int().meta({ description: 'milli-GPU-seconds of the reference accelerator' });
const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]).meta({ id: 'ErrorCode' });

export const hoursShape = z
  .object({
    grantedMilliGpuSeconds: amount,
    heldMilliGpuSeconds: amount,
    usedMilliGpuSeconds: amount,
    freeMilliGpuSeconds: amount,
  })
  .meta({ id: 'Hours' });

export const meShape = z
  .object({
    id: z.uuid(),
    email: z.string().nullable(),
    displayName: z.string(),
    level: z.enum(levels),
    schoolName: z.string(),
    roles: z.array(z.enum(roles)),
    locale: z.enum(locales),
    createdAt: instant,
    hours: hoursShape,
  })
  .meta({ id: 'Me' });

export const clusterShape = z
  .object({
    name: z.string(),
    titleKo: z.string(),
    titleEn: z.string(),
    centre: z.string(),
    scheduler: z.enum(schedulers),
    state: z.enum(clusterStates),
    reach: z.enum(clusterReaches),
    reachSince: instant,
    lastReadAt: instant.nullable(),
    waitingJobs: z.int(),
    runningJobs: z.int(),
    partitions: z.array(
      z.object({
        name: z.string(),
        accelerator: z.string(),
        gpuModel: z.string(),
        gpusPerNode: z.int(),
        nodes: z.int(),
        totalGpus: z.int(),
        freeGpus: z.int().nullable(),
        coresPerNode: z.int(),
        memoryBytesPerNode: z.int(),
        maxWalltimeSeconds: z.int(),
        defaultWalltimeSeconds: z.int(),
        rateMilli: z.int().meta({ description: '1000 is the reference accelerator' }),
        isOpen: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Cluster' });

export const allocationShape = hoursShape
  .extend({
    id: z.uuid(),
    title: z.string(),
    programme: z.string(),
    programmeKind: z.enum(['starter', 'class', 'research']),
    clusters: z.array(z.string()).meta({ description: 'empty: every cluster' }),
    startsAt: instant,
    endsAt: instant,
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Allocation' });

const taskShape = z.object({
  arrayIndex: z.int().nullable(),
  schedulerJobId: z.string(),
  state: z.enum(jobStates),
  end: z.enum(ends).nullable(),
  exitCode: z.int().nullable(),
  reasonCode: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  node: z.string().nullable(),
});

export const launchShape = z
  .object({
    id: z.string().meta({ description: 'ULID' }),
    name: z.string(),
    kind: z.enum(launchKinds),
    template: z.string().nullable(),
    app: z.string().nullable(),
    appReadyAt: instant.nullable().meta({ description: 'since then it can be opened, while it runs' }),
    cluster: z.string(),
    partition: z.string(),
    accelerator: z.string(),
    gpuModel: z.string(),
    gpus: z.int(),
    cores: z.int(),
    memoryBytes: z.int().nullable(),
    walltimeSeconds: z.int(),
    array: z.string().nullable(),
    tasks: z.int(),
    rateMilli: z.int(),
    state: z.enum(launchStates),
    end: z.enum(ends).nullable(),
    exitCode: z.int().nullable(),
    exitSignal: z.int().nullable(),
    schedulerJobId: z.string().nullable(),
    reasonCode: z.string().nullable(),
    reasonWords: z.string().nullable(),
    lastErrorCode: code.nullable(),
    isCancelRequested: z.boolean(),
    endsAt: instant.nullable().meta({ description: 'when it reaches its limit, while it runs' }),
    extendLimitSeconds: z
      .int()
      .nullable()
      .meta({ description: 'the longest walltime that it can be extended to; null: none' }),
    extension: z
      .object({ state: z.enum(extensionStates), walltimeSeconds: z.int(), words: z.string().nullable() })
      .nullable()
      .meta({
        description: 'the newest wish for more time; `walltimeSeconds` above changes once it is done',
      }),
    heldMilliGpuSeconds: amount,
    chargedMilliGpuSeconds: amount.nullable(),
    soFarMilliGpuSeconds: amount,
    createdAt: instant,
    heldAt: instant,
    stagedAt: instant.nullable(),
    submittingAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    releasedAt: instant.nullable(),
    queuedAt: instant.nullable(),
    runningAt: instant.nullable(),
    endedAt: instant.nullable(),
    settledAt: instant.nullable(),
    jobs: z.array(taskShape),
  })
  .meta({ id: 'Launch' });

/** One launch has its script too; lists leave it out. */
export const wholeLaunchShape = launchShape.extend({ script: z.string() }).meta({ id: 'WholeLaunch' });

/** The body of a new launch; a field that is not known is refused, since a misspelt limit would otherwise be no limit. */
export const newLaunchShape = z.strictObject(launchDraftSchema.shape).meta({ id: 'NewLaunch' });

export const extendLaunchShape = z
  .strictObject({ walltimeSeconds: z.int().min(1) })
  .meta({ id: 'ExtendLaunch' });

export const ledgerEntryShape = z
  .object({
    id: z.uuid(),
    at: instant,
    kind: z.enum(['grant', 'reserve', 'topup', 'post', 'void', 'expire', 'adjust']),
    amountMilliGpuSeconds: amount,
    returnedMilliGpuSeconds: amount.nullable(),
    allocation: z.uuid(),
    launch: z.string().nullable(),
    note: z.string(),
  })
  .meta({ id: 'LedgerEntry' });

/** A list and where it goes on; `next` is null at the end. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    detail: z.string().meta({ description: 'for people, in the language of Accept-Language' }),
    status: z.int(),
    code,
    retry: z.boolean().meta({ description: 'the same call may succeed later' }),
    requestId: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    fields: z.record(z.string(), code).optional(),
  })
  .meta({ id: 'Problem' });
