import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import type { ClusterAddressInput } from '../../contract/cluster-draft';
import { hostKeyProof } from '../../contract/cluster-draft';
import type { HostKeyView } from '../../operate-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { fingerprintOf } from '../clusters/cluster-view';
import { getOperatedCluster, noteOperation } from './operate-cluster';
import { addressError } from './connect-error';

/** What the servers behind an address show; nothing of it is believed. @throws AppError with fields, as `OperateServices.readHostKeys` */
export async function showHostKeys(
  bridges: ClusterBridges,
  address: ClusterAddressInput,
): Promise<HostKeyView[]> {
  try {
    return await bridges.readHostKeys(address);
  } catch (error) {
    throw isAppError(error) ? addressError(error) : error;
  }
}

/**
 * The lines to pin: what an operator vouches for, by a fingerprint that the server shows now or by a whole public line (the key of another
 * login node, or the next one). At least one of them must be shown now, or a typing mistake would lock the portal out.
 * @throws AppError[host-key-unconfirmed]
 */
export function confirmHostKeys(shown: readonly HostKeyView[], proofs: readonly string[]): string[] {
  const pinned = new Map<string, string>();
  for (const proof of proofs) {
    const fingerprint = proof.startsWith('SHA256:') ? proof : fingerprintOf(proof);
    const key = shown.find((one) => one.fingerprint === fingerprint)?.key;
    if (key === undefined && proof.startsWith('SHA256:')) throw unconfirmed();
    pinned.set(fingerprint, key ?? proof.split(/\s+/, 2).join(' '));
  }
  if (!shown.some(({ fingerprint }) => pinned.has(fingerprint))) throw unconfirmed();
  return [...pinned.values()];
}

const unconfirmed = () =>
  new AppError('host-key-unconfirmed', { fields: { hostKeys: 'host-key-unconfirmed' } });

/** Believes these host keys and no others from now on. @throws AppError[host-key-unconfirmed | invalid-input and those of showHostKeys] */
export async function pinHostKeys(
  { db, bridges }: { db: Db; bridges: ClusterBridges },
  actor: Actor,
  name: string,
  proofs: readonly string[],
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  if (!proofs.every((proof) => hostKeyProof.safeParse(proof).success))
    throw new AppError('invalid-input', { fields: { hostKeys: 'invalid-input' } });
  const hostKeys = confirmHostKeys(await showHostKeys(bridges, cluster), proofs);
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ host_keys: hostKeys, strange_host_key: null, strange_host_key_at: null })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.host-keys', {
      before: cluster.hostKeys.map(fingerprintOf),
      after: hostKeys.map(fingerprintOf),
    });
  });
}
