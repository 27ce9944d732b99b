import { useLocale } from 'use-intl';
import { useText } from '../locales/use-text';
import { Checkbox } from '../ui/checkbox';
import { ChoicesFrame } from '../ui/choices';
import { localTitle } from './local-title';

export interface ClusterChoice {
  name: string;
  titleKo: string;
  titleEn: string;
}

interface Props {
  clusters: readonly ClusterChoice[];
  chosen: string | string[] | undefined;
  error: string | undefined;
}

/** Where the hours may be used; none chosen means everywhere. */
export function RequestClusters({ clusters, chosen, error }: Props) {
  const t = useText('requests');
  const locale = useLocale();
  const names = Array.isArray(chosen) ? chosen : [chosen];
  if (clusters.length === 0) return null;
  return (
    <ChoicesFrame legend={t('form.clusters')} help={t('form.clustersHelp')} error={error}>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {clusters.map((cluster) => (
          <Checkbox
            key={cluster.name}
            label={localTitle(cluster, locale)}
            name="clusters[]"
            value={cluster.name}
            defaultChecked={names.includes(cluster.name)}
          />
        ))}
      </div>
    </ChoicesFrame>
  );
}
