import type { ReactNode } from 'react';

/** A page with one thing to do, as wide as a form. */
export function NarrowPage({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-[460px] gap-6 py-10 md:py-16">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="mt-2 text-text-2">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
