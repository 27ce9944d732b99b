import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of advisers their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('advise') };

export default function AdvisePlace() {
  return <Outlet />;
}
