import type { Translated } from '../areas';
import type { landing as ko } from '../ko/landing';

export const landing: Translated<typeof ko> = {
  title: 'National supercomputers for every student',
};
