import type { Translated } from '../areas';
import type { launch as ko } from '../ko/launch';

export const launch: Translated<typeof ko> = {
  title: 'Launch',
};
