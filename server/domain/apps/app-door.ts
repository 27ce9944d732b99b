import type { Duplex } from 'node:stream';
import type { Db } from '#db/client';
import {
  findAppEntry,
  insertAppEntry,
  listLiveAppEntries,
  takeAppTicket,
} from '#db/queries/apps/app-entries';
import { findClusterById } from '#db/queries/clusters/list-clusters';
import { findLogin } from '#db/queries/clusters/logins';
import { findLaunchOfPerson, listJobsOfLaunches, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { DialTarget } from '../../bridge/ssh/port';
import type { AppAddress } from '../../contract/apps';
import { AppError } from '../../contract/app-error';
import type { Log } from '../../log';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import type { AppSecretOf } from './app-files';
import { appTarget } from './app-target';
import { appSeconds, hashAppToken, isAppToken, newAppToken } from './app-tokens';
import type { Manifest } from './manifest';
import type { Apps } from './read-apps';

/** A browser that may use one launch's app now. */
export interface AppPass {
  readonly entryHash: string;
  readonly launchId: string;
  readonly personId: string;
  readonly sessionId: string;
  readonly manifest: Manifest;
  /** What proves to the app that the gateway asks. For the app alone: no browser and no log sees it. */
  readonly secret: string;
  /**
   * A fresh connection to what the launch's job listens on, as the person's own login; undefined: nothing listens. Where to is what the
   * database says at this moment and nothing else. @throws as `SshLink.dial`; AppError[wrong-state] when there is no such place.
   */
  dial(): Promise<Duplex | undefined>;
}

/** The door of all apps: who may come in, and how the app behind it is reached. The gateway's one service. */
export interface AppDoor {
  /** Uses a ticket up for an entry; undefined: it opens nothing (used, late, another launch's or another browser's). */
  enter(
    launchId: string,
    ticket: string,
    knock: string,
  ): Promise<{ token: string; seconds: number } | undefined>;
  /** undefined: this token opens nothing here, or no more. Dials nothing. */
  admit(launchId: string, token: string): Promise<AppPass | undefined>;
  /** Which of these entries still count. */
  stillAdmitted(entryHashes: readonly string[]): Promise<Set<string>>;
}

export interface AppDoorDeps {
  db: Db;
  bridges: Pick<ClusterBridges, 'link'>;
  apps: Apps;
  secretOf: AppSecretOf;
  log: Log;
}

/** Opens nothing by itself. */
export function makeAppDoor(deps: AppDoorDeps): AppDoor {
  const { db } = deps;
  return {
    enter: async (launchId, ticket, knock) => {
      if (!isAppToken(ticket) || !isAppToken(knock)) return undefined;
      const asked = { tokenHash: hashAppToken(ticket), launchId, knockHash: hashAppToken(knock) };
      const token = newAppToken();
      const isIn = await db.transaction().execute(async (trx) => {
        const taken = await takeAppTicket(trx, asked);
        if (!taken) return false;
        await insertAppEntry(trx, {
          ...taken,
          tokenHash: hashAppToken(token),
          launchId,
          seconds: appSeconds.entry,
        });
        return true;
      });
      return isIn ? { token, seconds: appSeconds.entry } : undefined;
    },
    admit: async (launchId, token) => {
      if (!isAppToken(token)) return undefined;
      const entryHash = hashAppToken(token);
      const entry = await findAppEntry(db, launchId, entryHash);
      const launch = entry && (await findLaunchOfPerson(db, entry.personId, launchId));
      const manifest = deps.apps.find(launch?.app ?? '')?.manifest;
      if (!entry || !launch || !manifest) return undefined;
      return {
        ...entry,
        entryHash,
        launchId,
        manifest,
        secret: deps.secretOf(launchId),
        dial: () => dialApp(deps, launch),
      };
    },
    stillAdmitted: (entryHashes) => listLiveAppEntries(db, entryHashes),
  };
}

/** A fresh connection to what the launch's job listens on; as `AppPass.dial`. */
export async function dialApp(
  deps: Pick<AppDoorDeps, 'db' | 'bridges' | 'log'>,
  { id, person_id }: Pick<LaunchRow, 'id' | 'person_id'>,
): Promise<Duplex | undefined> {
  const { db, bridges, log } = deps;
  const launch = await findLaunchOfPerson(db, person_id, id);
  if (!launch?.app_address) throw new AppError('wrong-state');
  const [cluster, login, [job]] = await Promise.all([
    findClusterById(db, launch.cluster_id),
    findLogin(db, launch.cluster_id, person_id),
    listJobsOfLaunches(db, [id]),
  ]);
  if (!cluster || !login?.isReady) throw new AppError('wrong-state');
  const target = appTarget(launch.app_address as unknown as AppAddress, cluster.appReach, job?.node);
  if (!target) throw new AppError('wrong-state');
  log.debug({ launch: id, cluster: cluster.name, target: nameOf(target) }, 'an app is dialled');
  return bridges.link(cluster, login.name).dial(target);
}

const nameOf = (target: DialTarget) =>
  target.kind === 'socket' ? target.path : `${target.host}:${target.port}`;
