import type { Translated } from '../areas';
import type { people as ko } from '../ko/people';

export const people: Translated<typeof ko> = {
  title: 'People',
};
