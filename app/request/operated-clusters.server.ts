import type { Actor } from '#server/actor';
import { isAppError } from '#server/contract/app-error';
import type { ClusterOperatorView, ClusterServices } from '#server/services';

/** The clusters that who asks operates; none for who operates none. @throws AppError of other kinds as they come. */
export async function operatedClusters(
  clusters: ClusterServices,
  actor: Actor,
): Promise<ClusterOperatorView[]> {
  try {
    return await clusters.listOperated(actor);
  } catch (error) {
    if (isAppError(error) && error.code === 'not-allowed') return [];
    throw error;
  }
}
