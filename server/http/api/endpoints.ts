import { z } from 'zod';
import { isLaunchId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { endpoint, type Endpoint } from './endpoint';
import {
  allocationShape,
  clusterShape,
  extendLaunchShape,
  hoursShape,
  launchShape,
  ledgerEntryShape,
  listOf,
  meShape,
  newLaunchShape,
  wholeLaunchShape,
} from './shapes';
import { toAllocation, toCluster, toLaunch, toLedgerEntry, toList, toMe, toWholeLaunch } from './to-shape';

/** An empty cursor is the beginning, so that a script may always send one. */
const cursor = z
  .string()
  .max(500)
  .transform((text) => (text === '' ? undefined : text))
  .optional();
/** What is not an id is not there: 404 like any other. */
const launchParams = z.object({ id: z.string().refine(isLaunchId, 'not-found') });
const whole = z.coerce.number().int().min(0);

/** Every call of `/api/v1`. */
export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/me',
    name: 'readMe',
    summary: 'Who the token speaks for, and their hours: granted, held, used, free',
    status: 200,
    answer: meShape,
    handle: async ({ services, actor }) => toMe(await services.people.me(actor)),
  }),
  endpoint({
    method: 'get',
    path: '/clusters',
    name: 'listClusters',
    summary: 'Clusters, their partitions, rates, and what is free now',
    status: 200,
    answer: listOf(clusterShape),
    handle: async ({ services, actor }) => ({
      items: (await services.clusters.list(actor)).map(toCluster),
      next: null,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/allocations',
    name: 'listAllocations',
    summary: 'Hours that were granted to you',
    status: 200,
    answer: listOf(allocationShape),
    handle: async ({ services, actor }) => ({
      items: (await services.allocations.list(actor)).map(toAllocation),
      next: null,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/launches',
    name: 'listLaunches',
    summary: `Your launches, newest first, ${limits.listItems} at a time`,
    query: z.object({ cursor, filter: z.enum(['live', 'ended']).optional() }),
    status: 200,
    answer: listOf(launchShape),
    handle: async ({ services, actor, input: { query } }) =>
      toList(await services.launches.list(actor, withoutUndefined(query)), toLaunch),
  }),
  endpoint({
    method: 'post',
    path: '/launches',
    name: 'createLaunch',
    summary: 'Run something: hours are held at once, the job goes to the cluster soon after',
    body: newLaunchShape,
    takesIdempotencyKey: true,
    status: 202,
    answer: wholeLaunchShape,
    handle: async ({ services, actor, input: { body }, idempotencyKey, setHeader }) => {
      const launch = await services.launches.submit(actor, withoutUndefined(body), idempotencyKey);
      setHeader('Location', `/api/v1/launches/${launch.id}`);
      return toWholeLaunch(launch);
    },
  }),
  endpoint({
    method: 'get',
    path: '/launches/{id}',
    name: 'readLaunch',
    summary: 'One launch: its state, how it ended, what was held and charged, and when',
    params: launchParams,
    status: 200,
    answer: wholeLaunchShape,
    handle: async ({ services, actor, input: { params } }) =>
      toWholeLaunch(await services.launches.get(actor, params.id)),
  }),
  endpoint({
    method: 'post',
    path: '/launches/{id}/cancel',
    name: 'cancelLaunch',
    summary: 'Stop a launch; again is harmless while it has not ended',
    params: launchParams,
    status: 202,
    answer: wholeLaunchShape,
    handle: async ({ services, actor, input: { params } }) =>
      toWholeLaunch(await services.launches.cancel(actor, params.id)),
  }),
  endpoint({
    method: 'post',
    path: '/launches/{id}/extend',
    name: 'extendLaunch',
    summary:
      'Ask for a longer walltime of a running launch, in seconds in all: hours are held at once, `extension` says what the centre answered; again is harmless',
    params: launchParams,
    body: extendLaunchShape,
    status: 202,
    answer: wholeLaunchShape,
    handle: async ({ services, actor, input: { params, body } }) =>
      toWholeLaunch(await services.launches.extend(actor, params.id, body.walltimeSeconds)),
  }),
  endpoint({
    method: 'get',
    path: '/launches/{id}/output',
    name: 'readOutput',
    summary:
      'What the job printed: its end, or from byte `from` on. `Modu-Next-Byte` is the `from` of the next call, `Modu-Size-Bytes` the whole size.',
    params: launchParams,
    query: z.object({ task: whole.max(9999).optional(), from: whole.optional() }),
    status: 200,
    answer: 'text',
    handle: async ({ services, actor, input: { params, query }, setHeader }) => {
      const output = await services.launches.output(actor, params.id, {
        ...(query.task !== undefined && { arrayIndex: query.task }),
        ...(query.from !== undefined && { fromByte: query.from }),
      });
      setHeader('Modu-Next-Byte', String(output?.nextByte ?? 0));
      setHeader('Modu-Size-Bytes', String(output?.sizeBytes ?? 0));
      return output?.text ?? '';
    },
  }),
  endpoint({
    method: 'get',
    path: '/ledger',
    name: 'readLedger',
    summary:
      'Your statement, newest first: every grant, hold and charge, and the totals recomputed from them',
    query: z.object({ cursor, allocation: z.uuid().optional() }),
    status: 200,
    answer: listOf(ledgerEntryShape).extend({
      totals: hoursShape,
      recomputed: hoursShape,
      isBalanced: z.boolean(),
    }),
    handle: async ({ services, actor, input: { query } }) => {
      const { entries, totals, recomputed, isBalanced } = await services.allocations.statement(actor, {
        ...(query.cursor !== undefined && { cursor: query.cursor }),
        ...(query.allocation !== undefined && { allocationId: query.allocation }),
      });
      return { ...toList(entries, toLedgerEntry), totals, recomputed, isBalanced };
    },
  }),
];

/** Services tell "not given" by the field's absence. */
function withoutUndefined<Given extends object>(
  given: Given,
): { [Key in keyof Given]: Exclude<Given[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
