import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { toneClass, type Tone } from './tone';

export interface BadgeProps {
  tone?: Tone;
  icon?: LucideIcon | undefined;
  /** `soft` on its own ground; `bare` in tables and sentences. */
  look?: 'soft' | 'bare';
  children: ReactNode;
}

/** A word with its colour and icon. */
export function Badge({ tone = 'plain', icon: Icon, look = 'soft', children }: BadgeProps) {
  const isSoft = look === 'soft';
  return (
    <span
      className={classes(
        toneClass(tone),
        'inline-flex items-center gap-[5px] align-middle text-small leading-[1.4] font-semibold whitespace-nowrap text-tone-text',
        isSoft && 'rounded-1 bg-tone-soft py-[3px] pr-[9px]',
        isSoft && (Icon ? 'pl-1.5' : 'pl-[9px]'),
      )}
    >
      {Icon && <Icon className={classes('size-4 stroke-2', isSoft ? 'text-tone-text' : 'text-tone-solid')} />}
      {children}
    </span>
  );
}
