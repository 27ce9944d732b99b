import type { Translated } from '../areas';
import type { home as ko } from '../ko/home';

export const home: Translated<typeof ko> = {
  title: 'Home',
};
