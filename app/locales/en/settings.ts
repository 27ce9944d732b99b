import type { Translated } from '../areas';
import type { settings as ko } from '../ko/settings';

export const settings: Translated<typeof ko> = {
  title: 'Settings',
};
