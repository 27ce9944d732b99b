import type { ReactNode } from 'react';

/** The page's own heading, a sentence under it, and what can be done with the whole. */
export function PageHead({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="min-w-0 flex-[1_1_320px]">
        <h1>{title}</h1>
        {children !== undefined && <div className="mt-1 max-w-[62ch] text-text-2">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
