import type { Actor } from '#server/actor';
import { isAppError } from '#server/contract/app-error';
import type { OperateServices } from '#server/operate-services';
import type { ClusterOperatorView } from '#server/cluster-services';

/** The clusters that who asks operates; none for who operates none, or is not signed in. @throws AppError of other kinds as they come. */
export async function operatedClusters(
  operate: OperateServices,
  actor: Actor | null,
): Promise<ClusterOperatorView[]> {
  if (!actor) return [];
  try {
    return await operate.list(actor);
  } catch (error) {
    if (isAppError(error) && error.code === 'not-allowed') return [];
    throw error;
  }
}
