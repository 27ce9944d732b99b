import { CircleCheck, Info, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { toneClass } from './tone';

export type NoteTone = 'info' | 'success' | 'warn' | 'danger';
const icons: Record<NoteTone, LucideIcon> = {
  info: Info,
  success: CircleCheck,
  warn: TriangleAlert,
  danger: OctagonX,
};

export interface NoteProps {
  tone: NoteTone;
  title?: ReactNode;
  icon?: LucideIcon;
  /** It appeared through what the person just did: read it aloud at once. */
  isAnnounced?: boolean;
  /** Buttons under the words. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** What happened, why, and what to do, where the thing is. */
export function Note({ tone, title, icon, isAnnounced, actions, children }: NoteProps) {
  const Icon = icon ?? icons[tone];
  const role = isAnnounced ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={classes(toneClass(tone), 'flex gap-3 rounded-2 bg-tone-soft px-4 py-[13px]')}>
      <Icon className="mt-[3px] text-tone-text" />
      <div className="min-w-0 [&_b]:text-tone-text">
        {title !== undefined && <p className="font-semibold text-tone-text">{title}</p>}
        {children}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
