import { listLaunchEvents } from '#db/queries/launches/launch-events';
import { listJobsOfLaunches, listLaunchesOfPerson, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { JsonValue } from '#db/json';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { launchDraftSchema } from '../../contract/launch-draft';
import { isLaunchId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { LaunchEventView, LaunchServices, LaunchView } from '../../launch-services';
import type { Page } from '../../contract/page';
import { cancelLaunch } from './cancel-launch';
import { listEndings } from './list-endings';
import { extendLaunch } from './extend-launch';
import { getOwnLaunch } from './get-launch';
import { inBatches } from './in-batches';
import { keepApp } from './keep-app';
import type { LaunchDeps } from './launch-deps';
import { appFieldsOf } from '../apps/app-files';
import { toLaunchView } from './launch-view';
import { openApp } from './open-app';
import { quoteLaunch } from './quote-launch';
import { listResults, readOutput, readResult } from './read-launch-files';
import { submitLaunch } from './submit-launch';
import { makeOutputWatch } from './watch-output';
import { writeLaunches, type NewLaunch, type Written } from './write-launches';

/** Launches that are written with one commit, at most. A statement with so many rows takes a few milliseconds, and others wait for it. */
const mostTogether = 64;

/** Launches of the actor, and of nobody else. Opens nothing; links to clusters are made when a file is read. */
export function makeLaunchServices(deps: LaunchDeps): LaunchServices {
  const view = async (row: LaunchRow): Promise<LaunchView> =>
    toLaunchView(deps.apps, row, await listJobsOfLaunches(deps.db, [row.id]));
  const write = inBatches<NewLaunch, Written>((asked) => writeLaunches(deps, asked), mostTogether);
  const get = async (actor: Actor, id: string) => view(await getOwnLaunch(deps.db, actor, id));
  return {
    quote: (actor, draft) => quoteLaunch(deps, actor, draft),
    submit: async (actor, draft, key) => view(await submitLaunch({ ...deps, write }, actor, draft, key)),
    get,
    list: (actor, query) => list(deps, actor, query),
    events: async (actor, id) => {
      await getOwnLaunch(deps.db, actor, id);
      return (await listLaunchEvents(deps.db, id)).map(toEventView);
    },
    cancel: async (actor, id) => {
      await cancelLaunch(deps, actor, id);
      return get(actor, id);
    },
    endings: (actor) => listEndings(deps, actor),
    extend: async (actor, id, walltimeSeconds) => {
      await extendLaunch(deps, actor, id, walltimeSeconds);
      return get(actor, id);
    },
    keepApp: async (actor, id) => {
      await keepApp(deps, actor, id);
      return get(actor, id);
    },
    openApp: (actor, id, knock) => openApp(deps, actor, id, knock),
    draftOf: async (actor, id) => {
      const row = await getOwnLaunch(deps.db, actor, id);
      // The portal never saw what was typed.
      if (row.kind === 'by-hand') throw new AppError('wrong-state');
      return draftOf(row);
    },
    output: (actor, id, at) => readOutput(deps, actor, id, at),
    watchOutput: makeOutputWatch(deps),
    results: (actor, id) => listResults(deps, actor, id),
    result: (actor, id, path) => readResult(deps, actor, id, path),
  };
}

async function list(
  { db, apps }: LaunchDeps,
  actor: Actor,
  { cursor, filter }: { cursor?: string; filter?: 'live' | 'ended' },
): Promise<Page<LaunchView>> {
  if (cursor !== undefined && !isLaunchId(cursor))
    throw new AppError('invalid-input', { fields: { cursor: 'invalid-input' } });
  const rows = await listLaunchesOfPerson(db, actor.personId, {
    before: cursor,
    filter,
    limit: limits.listItems + 1,
  });
  const shown = rows.slice(0, limits.listItems);
  const jobs = await listJobsOfLaunches(
    db,
    shown.map((row) => row.id),
  );
  return {
    items: shown.map((row) =>
      toLaunchView(
        apps,
        row,
        jobs.filter((job) => job.launch_id === row.id),
      ),
    ),
    next: rows.length > limits.listItems ? shown.at(-1)?.id : undefined,
  };
}

const draftOf = (row: LaunchRow) =>
  launchDraftSchema.parse({
    cluster: row.cluster_name,
    kind: row.kind,
    name: row.name,
    script: row.script,
    gpus: row.gpus,
    cores: row.cores,
    walltimeSeconds: row.walltime_seconds,
    partition: row.partition_name,
    ...(row.memory_bytes === null ? {} : { memoryBytes: Number(row.memory_bytes) }),
    ...(row.array_range === null ? {} : { array: row.array_range }),
    ...(row.reservation === null ? {} : { reservation: row.reservation }),
    ...(row.template === null ? {} : { template: row.template }),
    ...(row.app === null ? {} : { app: row.app, appFields: appFieldsOf(row), script: '' }),
  });

const toEventView = (row: { at: Date; kind: string; detail: JsonValue }): LaunchEventView => ({
  at: row.at,
  kind: row.kind,
  detail: row.detail as LaunchEventView['detail'],
});
