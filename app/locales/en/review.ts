import type { Translated } from '../areas';
import type { review as ko } from '../ko/review';

export const review: Translated<typeof ko> = {
  title: 'Review',
};
