import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of who operates clusters their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('clusters') };

export default function OperateClustersPlace() {
  return <Outlet />;
}
