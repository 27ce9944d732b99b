import type { Translated } from '../areas';
import type { hours as ko } from '../ko/hours';

export const hours: Translated<typeof ko> = {
  title: 'My hours',
};
