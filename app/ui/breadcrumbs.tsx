import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';

export interface Crumb {
  label: string;
  to?: string | undefined;
}

/** Where this page stands; the last crumb is the page itself. */
export function Breadcrumbs({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className="flex min-w-0 items-center gap-1.5 text-small text-text-3">
      {crumbs.map((crumb, index) => (
        <Fragment key={`${index}-${crumb.label}`}>
          {index > 0 && <ChevronRight className="size-3.5" />}
          {index === crumbs.length - 1 || crumb.to === undefined ? (
            <span
              aria-current={index === crumbs.length - 1 ? 'page' : undefined}
              className="truncate text-text"
            >
              {crumb.label}
            </span>
          ) : (
            <Link
              to={crumb.to}
              prefetch="intent"
              className="whitespace-nowrap text-text-2 no-underline hover:underline"
            >
              {crumb.label}
            </Link>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
