import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of launches their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('launches') };

export default function LaunchesPlace() {
  return <Outlet />;
}
