import type { ClusterView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton, type LinkButtonProps } from '../ui/link-button';
import { hasPlace } from './app-frame-places';
import { useRootData } from './root-data';

interface ClusterLaunchLinkProps extends Pick<LinkButtonProps, 'size'> {
  cluster: Pick<ClusterView, 'name' | 'state' | 'maintenance'>;
}

/** The way to launching here, for who launches, while the cluster takes jobs. */
export function ClusterLaunchLink({ cluster, size }: ClusterLaunchLinkProps) {
  const t = useText('clusters');
  const roles = useRootData()?.person?.roles ?? [];
  if (cluster.state !== 'open' || cluster.maintenance?.isNow || !hasPlace(roles, 'launch')) return null;
  return (
    <LinkButton to={paths.launchNew({ cluster: cluster.name })} size={size}>
      {t('launchHere')}
    </LinkButton>
  );
}
