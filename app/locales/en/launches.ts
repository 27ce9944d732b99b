import type { Translated } from '../areas';
import type { launches as ko } from '../ko/launches';

export const launches: Translated<typeof ko> = {
  title: 'My jobs',
};
