import type { Translated } from '../areas';
import type { sign as ko } from '../ko/sign';

export const sign: Translated<typeof ko> = {
  title: 'Sign in',
};
