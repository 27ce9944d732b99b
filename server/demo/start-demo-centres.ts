import { join } from 'node:path';
import type { Db } from '#db/client';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { findPersonByEmail } from '#db/queries/people/people';
import type { Log } from '../log';
import { demoCentres } from './centre/centres';
import { startCentre, type RunningCentre } from './centre/start-centre';

type CentreName = keyof typeof demoCentres;

/** Names, and what a second on one accelerator costs: 1000 is the reference accelerator. */
const titles: Record<CentreName, { ko: string; en: string; rateMilli: number }> = {
  hangang: { ko: '한강 센터', en: 'Hangang Centre', rateMilli: 1000 },
  nuri: { ko: '누리 센터', en: 'Nuri Centre', rateMilli: 700 },
};

export interface DemoCentres {
  stop(): Promise<void>;
}

/**
 * Starts the two demo centres below `folder`, or finds those that a killed portal left running, and writes them down as any operator
 * would attach a cluster: address, pinned host key, service login, partitions. The demo operator operates both. What an operator set
 * since (rates, draining) stays. A centre that does not come up is logged and stays as the database knows it.
 */
export async function startDemoCentres(options: {
  db: Db;
  log: Log;
  folder: string;
  sshPublicLine: string;
}): Promise<DemoCentres> {
  const running: RunningCentre[] = [];
  const names = Object.keys(demoCentres) as CentreName[];
  await Promise.all(
    names.map(async (name) => {
      try {
        const centre = await startCentre({
          ...demoCentres[name],
          folder: join(options.folder, name),
          authorizedKeys: [options.sshPublicLine],
        });
        running.push(centre);
        await writeDown(options.db, name, centre);
      } catch (error) {
        options.log.error({ err: error, centre: name }, 'a demo centre did not start');
      }
    }),
  );
  return {
    stop: async () => {
      await Promise.all(running.map((centre) => centre.stop()));
    },
  };
}

async function writeDown(db: Db, name: CentreName, centre: RunningCentre): Promise<void> {
  const { scheduler, partitions, serviceLogin = 'modu-svc' } = demoCentres[name];
  const { ko, en, rateMilli } = titles[name];
  const operator = await findPersonByEmail(db, 'operator@demo.modu');
  await db.transaction().execute(async (trx) => {
    const { centreId } = await upsertCluster(trx, {
      centre: { name, titleKo: ko, titleEn: en },
      name,
      titleKo: ko,
      titleEn: en,
      scheduler,
      host: '127.0.0.1',
      port: centre.port,
      hostKeys: [centre.hostKey],
      serviceLogin,
      loginCommand: ['modu-login', 'add'],
      tickMs: 1000,
      appReach: 'login-host',
      extendLimitSeconds: 8 * 3600,
      partitions: partitions.map((partition) => ({ ...partition, rateMilli })),
    });
    if (!operator) return;
    await trx
      .insertInto('centre_operators')
      .values({ centre_id: centreId, person_id: operator.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
