import { NavLink } from '@remix-run/react';
import type { DocPageView } from '#server/services';
import { paths } from '../paths';

export type DocEntry = Pick<DocPageView, 'path' | 'shelf' | 'title'>;

/** The pages of one shelf, in reading order. */
export function DocShelfLinks({ pages }: { pages: readonly DocEntry[] }) {
  return (
    <ul className="grid gap-0.5">
      {pages.map((page) => (
        <li key={page.path}>
          <NavLink to={paths.docs(page.path)} end prefetch="intent" className="side-link">
            {page.title}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
