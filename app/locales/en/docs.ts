import type { Translated } from '../areas';
import type { docs as ko } from '../ko/docs';

export const docs: Translated<typeof ko> = {
  title: 'Help',
};
