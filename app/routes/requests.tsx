import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of requests their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('requests') };

export default function RequestsPlace() {
  return <Outlet />;
}
