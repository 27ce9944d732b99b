import type { ReactNode } from 'react';

/** Nothing here yet: says what could be, and how to begin. */
export function EmptyState({
  title,
  actions,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-1.5 rounded-3 border border-dashed border-line-strong px-6 py-8 text-text-2">
      <p className="text-h3 font-semibold tracking-[-0.02em] text-text">{title}</p>
      {children}
      {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
