import type { Translated } from '../areas';
import type { admin as ko } from '../ko/admin';

export const admin: Translated<typeof ko> = {
  title: 'Administration',
};
