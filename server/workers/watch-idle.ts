import { setTimeout as pause } from 'node:timers/promises';
import { announce } from '#db/queries/announce';
import { listReadyApps, noteAppActive, noteAppIdle, noteAppStopped } from '#db/queries/apps/idle-apps';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import { requestCancel } from '#db/queries/launches/request-cancel';
import { findPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import { dialApp } from '../domain/apps/app-door';
import { readActivity } from '../domain/apps/read-activity';
import { queueMail } from '../domain/people/queue-mail';
import type { WorkerDeps } from './worker-deps';

/** How many apps are asked at once. */
const atOnce = 8;

/** Looks after apps that nobody uses, for as long as the signal lets it. Several workers may look at once. */
export async function watchIdle(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await lookForIdle(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'idle apps were not looked for; it tries again'),
    );
    await pause(deps.timing.idleEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Asks every app that can be used when it last was, once. */
export async function lookForIdle(deps: WorkerDeps): Promise<void> {
  if (deps.idle.askMs === 0) return;
  const launches = await listReadyApps(deps.db);
  const next = async (): Promise<void> => {
    for (let launch = launches.pop(); launch; launch = launches.pop())
      await look(deps, launch).catch((error: unknown) =>
        deps.log.debug({ err: error }, 'an app was not asked whether it is used'),
      );
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

/**
 * Used: noted, and a question that stands is taken back. Unused for long: its person is asked. Unused still when the time is over: it is
 * stopped, as its person would. What does not answer is left alone: only its own word makes it idle.
 */
async function look(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  const { db, idle } = deps;
  const manifest = deps.apps.find(launch.app ?? '')?.manifest;
  if (!manifest?.idle) return;
  const said = await readActivity(() => dialApp(deps, launch), manifest, deps.appSecretOf(launch.id));
  if (!said) return;
  const now = Date.now();
  const known = [launch.app_ready_at, launch.app_active_at, said.lastAt].map((at) => at?.getTime() ?? 0);
  const lastMs = said.isBusy ? now : Math.min(now, Math.max(...known));
  if (now - lastMs < idle.askMs) {
    if (await noteAppActive(db, launch.id, new Date(lastMs))) await tell(deps, launch);
    return;
  }
  if (launch.app_idle_stops_at === null) return askPerson(deps, launch, new Date(now + idle.stopMs));
  if (launch.app_idle_stops_at.getTime() <= now) await stop(deps, launch);
}

const tell = ({ db }: Pick<WorkerDeps, 'db'>, launch: LaunchRow): Promise<void> =>
  announce(db, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });

async function askPerson(deps: WorkerDeps, launch: LaunchRow, stopsAt: Date): Promise<void> {
  const { db, idle, addMailTask, url } = deps;
  await db.transaction().execute(async (trx) => {
    if (!(await noteAppIdle(trx, launch.id, stopsAt))) return;
    await addLaunchEvent(trx, launch.id, 'idle-asked');
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
    const person = await findPerson(trx, launch.person_id);
    if (!person || person.disabled_at !== null || !person.ending_mails) return;
    await queueMail(trx, addMailTask, {
      to: person.email,
      kind: 'idle',
      locale: person.locale,
      values: {
        minutes: String(Math.round(idle.stopMs / 60_000)),
        link: new URL(`/launches/${launch.id}`, url).href,
      },
    });
  });
}

async function stop(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await noteAppStopped(trx, launch.id))) return;
    if (!(await requestCancel(trx, launch.person_id, launch.id))) return;
    await addLaunchEvent(trx, launch.id, 'cancel-requested', { by: 'idle' });
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'app.idle-stopped',
      subjectKind: 'launch',
      subjectId: launch.id,
      detail: { app: launch.app },
    });
    await deps.addTask(trx, 'cancel-launch', { id: launch.id });
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  });
}
