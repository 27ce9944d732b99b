import type { Translated } from '../areas';
import type { requests as ko } from '../ko/requests';

export const requests: Translated<typeof ko> = {
  title: 'Requests',
};
