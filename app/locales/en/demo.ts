import type { Translated } from '../areas';
import type { demo as ko } from '../ko/demo';

export const demo: Translated<typeof ko> = {
  title: 'Demo',
};
