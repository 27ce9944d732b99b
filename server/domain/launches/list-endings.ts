import { launchRows, listJobsOfLaunches } from '#db/queries/launches/launch-rows';
import type { Actor } from '../../actor';
import type { EndingView } from '../../launch-services';
import type { LaunchDeps } from './launch-deps';
import { toLaunchView } from './launch-view';

/** The actor's launches that run and have a limit, the one that reaches it first on top. Two statements; none of a person without any. */
export async function listEndings({ db, apps }: LaunchDeps, actor: Actor): Promise<EndingView[]> {
  const rows = await launchRows(db)
    .where('launches.person_id', '=', actor.personId)
    .where('launches.state', '=', 'running')
    .execute();
  const jobs = await listJobsOfLaunches(
    db,
    rows.map((row) => row.id),
  );
  return rows
    .flatMap((row): EndingView[] => {
      const own = jobs.filter((job) => job.launch_id === row.id);
      const { endsAt, app, ...view } = toLaunchView(apps, row, own);
      if (!endsAt) return [];
      const { id, name, kind, gpus, tasks, rateMilli, walltimeSeconds, extendLimitSeconds, extension } = view;
      const facts = {
        id,
        name,
        kind,
        gpus,
        tasks,
        rateMilli,
        walltimeSeconds,
        extendLimitSeconds,
        extension,
      };
      return [{ ...facts, endsAt, app: app && { name: app.name, idleStopsAt: app.idleStopsAt } }];
    })
    .sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime());
}
