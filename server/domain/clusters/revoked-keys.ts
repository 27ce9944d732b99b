import type { Db } from '#db/client';
import { findCluster } from '#db/queries/clusters/list-clusters';
import { listRevokedKeys } from '#db/queries/signer/revoked-keys';
import { AppError } from '../../contract/app-error';
import { blobOfLine } from '../../signer/ssh-wire';
import { makeKrl } from './krl';

/**
 * What a cluster's sshd is to believe no more, as a key revocation list: for anybody, since it holds public keys alone.
 * @throws AppError[not-found]
 */
export async function readRevokedKeys(db: Db, name: string): Promise<Buffer> {
  const cluster = await findCluster(db, name);
  if (!cluster) throw new AppError('not-found');
  const { lines, authorities, serials, changedAt } = await listRevokedKeys(db, cluster.id);
  const at = changedAt ?? new Date(0);
  return makeKrl(
    {
      keyBlobs: lines.map(blobOfLine),
      certificates: authorities.map((line) => ({ authorityBlob: blobOfLine(line), serials })),
    },
    { version: BigInt(at.getTime()), at },
  );
}
