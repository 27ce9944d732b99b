import type { Translated } from '../areas';
import type { job as ko } from '../ko/job';

export const job: Translated<typeof ko> = {
  title: 'Job',
};
