import { useId, type ReactNode } from 'react';

/** A part of a page under its own heading. aside: what stands right of it (a link, a live dot). */
export function Section({
  title,
  aside,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <div className="ml-auto text-small">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
