import type { Translated } from '../areas';
import type { clusters as ko } from '../ko/clusters';

export const clusters: Translated<typeof ko> = {
  title: 'Clusters',
};
