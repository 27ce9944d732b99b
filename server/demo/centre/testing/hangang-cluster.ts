import type { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { demoCentres } from '../centres';

/** The row of the demo centre `hangang` that runs at this port, each second on it as dear as on the reference. */
export const hangangCluster = (centre: {
  port: number;
  hostKey: string;
}): Parameters<typeof upsertCluster>[1] => ({
  centre: { name: 'hangang', titleKo: '한강', titleEn: 'Hangang' },
  name: 'hangang',
  titleKo: '한강',
  titleEn: 'Hangang',
  scheduler: 'slurm',
  host: '127.0.0.1',
  port: centre.port,
  hostKeys: [centre.hostKey],
  serviceLogin: 'modu-svc',
  loginCommand: ['modu-login', 'add'],
  tickMs: 1000,
  appReach: 'login-host',
  partitions: demoCentres.hangang.partitions.map((partition) => ({ ...partition, rateMilli: 1000 })),
});
