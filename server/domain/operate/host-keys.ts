import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import type { ClusterAddressInput } from '../../contract/cluster-draft';
import { hostKeyProof } from '../../contract/cluster-draft';
import type { HostKeyView } from '../../operate-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { fingerprintOf } from '../clusters/cluster-view';
import { getOperatedCluster, noteOperation } from './operate-cluster';
import { addressError } from './connect-error';

type Shown = Pick<HostKeyView, 'at' | 'fingerprint' | 'key'>;
/** The lines to pin, of the cluster and of the host in front of it. */
export type Pins = Record<HostKeyView['at'], string[]>;

/**
 * What the servers behind an address show before the portal may sign in anywhere: behind a jump host that one alone is to be seen.
 * Nothing of it is believed. @throws AppError with fields, as `OperateServices.readHostKeys`
 */
export function showHostKeys(bridges: ClusterBridges, address: ClusterAddressInput): Promise<HostKeyView[]> {
  const { host, port, jumpHost = '', jumpPort = 22 } = address;
  return jumpHost === ''
    ? ask(bridges, { host, port }, 'cluster')
    : ask(bridges, { host: jumpHost, port: jumpPort }, 'jump');
}

/** The same of a cluster that is attached: behind a jump host that is believed and takes its login, its own keys too. */
export async function showHostKeysOf(bridges: ClusterBridges, cluster: ClusterRow): Promise<HostKeyView[]> {
  if (!cluster.jump) return ask(bridges, cluster, 'cluster');
  const atJump = await ask(bridges, { host: cluster.jump.host, port: cluster.jump.port }, 'jump');
  return [...atJump, ...(await ask(bridges, cluster, 'cluster').catch(() => []))];
}

async function ask(
  bridges: ClusterBridges,
  address: { host: string; port: number } | ClusterRow,
  at: HostKeyView['at'],
): Promise<HostKeyView[]> {
  try {
    return (await bridges.readHostKeys(address)).map((key) => ({ ...key, at }));
  } catch (error) {
    throw isAppError(error) ? addressError(error, at) : error;
  }
}

/**
 * The lines to pin: what an operator vouches for, by a fingerprint that a server shows now or by a whole public line (the key of another
 * login node, the next one, or one behind a jump host). Of a server that shows its keys at least one of those must be among them, or a
 * typing mistake would lock the portal out. Where nothing is vouched for, `before` stays.
 * @throws AppError[host-key-unconfirmed]
 */
export function confirmHostKeys(
  shown: readonly Shown[],
  proofs: readonly string[],
  { places, before }: { places: readonly HostKeyView['at'][]; before: Pins },
): Pins {
  const vouched = { cluster: new Map<string, string>(), jump: new Map<string, string>() };
  for (const proof of proofs) {
    const fingerprint = proof.startsWith('SHA256:') ? proof : fingerprintOf(proof);
    const found = shown.find((one) => one.fingerprint === fingerprint);
    if (found === undefined && proof.startsWith('SHA256:')) throw unconfirmed();
    vouched[found?.at ?? 'cluster'].set(fingerprint, found?.key ?? proof.split(/\s+/, 2).join(' '));
  }
  if (proofs.length === 0) throw unconfirmed();
  const pinsOf = (at: HostKeyView['at']): string[] => {
    const pins = vouched[at];
    if (pins.size === 0 && before[at].length > 0) return before[at];
    const seen = shown.filter((one) => one.at === at);
    const isMistyped = seen.length > 0 && !seen.some(({ fingerprint }) => pins.has(fingerprint));
    if (pins.size === 0 || isMistyped) throw unconfirmed();
    return [...pins.values()];
  };
  const none: Pins = { cluster: [], jump: [] };
  return Object.assign(none, Object.fromEntries(places.map((at) => [at, pinsOf(at)])));
}

/** A jump host's keys come first: nothing behind it is reached without. */
export const placesOf = (isBehindJump: boolean): readonly HostKeyView['at'][] =>
  isBehindJump ? ['jump', 'cluster'] : ['cluster'];

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
  const before = { cluster: cluster.hostKeys, jump: cluster.jump?.hostKeys ?? [] };
  const places = placesOf(cluster.jump !== null);
  const pins = confirmHostKeys(await showHostKeysOf(bridges, cluster), proofs, { places, before });
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({
        host_keys: pins.cluster,
        jump_host_keys: pins.jump,
        strange_host_key: null,
        strange_host_key_at: null,
      })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.host-keys', {
      before: [...before.jump, ...before.cluster].map(fingerprintOf),
      after: [...pins.jump, ...pins.cluster].map(fingerprintOf),
    });
  });
}
