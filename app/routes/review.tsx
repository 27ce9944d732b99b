import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of reviewers their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('review') };

export default function ReviewPlace() {
  return <Outlet />;
}
