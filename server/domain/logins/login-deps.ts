import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import type { ClusterKeys } from '../clusters/cluster-keys';
import type { TryLimit } from '../people/try-limit';
import { mayUseTerminals } from '../terminals/terminal-policy';

export interface LoginDeps {
  db: Db;
  bridges: ClusterBridges;
  clusterKeys: Pick<ClusterKeys, 'portalPublicLine'>;
  /** Each looks at a cluster as a login that is not proven: a centre may shut out who comes too often with a wrong name. */
  triesByPerson: TryLimit;
  triesByCluster: TryLimit;
}

/** Logins are for those who compute. @throws AppError[not-allowed] */
export function mustCompute(actor: Actor): void {
  if (!mayUseTerminals(actor)) throw new AppError('not-allowed');
}
