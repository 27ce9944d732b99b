import type { Translated } from '../areas';
import type { mail as ko } from '../ko/mail';

export const mail: Translated<typeof ko> = {
  title: 'Mail',
};
