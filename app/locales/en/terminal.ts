import type { Translated } from '../areas';
import type { terminal as ko } from '../ko/terminal';

export const terminal: Translated<typeof ko> = {
  title: 'Terminal',
};
