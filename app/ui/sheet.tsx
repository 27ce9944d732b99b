import { createElement, type ReactNode } from 'react';
import { classes } from './classes';

interface BoxProps {
  children: ReactNode;
  className?: string | undefined;
  /** `section` and `article` need a name: give `labelledBy`, the id of their heading. */
  as?: 'div' | 'section' | 'article' | 'aside' | 'ul' | 'ol';
  labelledBy?: string;
}

/** A sheet of paper on the ground: one box, no box inside it. Fill it with `SheetBody`, tables, lists. */
export function Sheet({ children, className, as = 'div', labelledBy }: BoxProps) {
  const box = 'sheet min-w-0 rounded-3 border border-line bg-surface';
  return createElement(as, { className: classes(box, className), 'aria-labelledby': labelledBy }, children);
}

export function SheetBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classes('p-4 md:p-6', className)}>{children}</div>;
}

export function SheetHead({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-4 md:px-6 md:pt-5">{children}</div>
  );
}

export function SheetFoot({ children }: { children: ReactNode }) {
  return <div className="border-t border-line px-4 py-3 text-small text-text-2 md:px-6">{children}</div>;
}

export function SheetLine() {
  return <hr className="border-t border-line" />;
}
