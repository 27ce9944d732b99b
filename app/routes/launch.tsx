import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the launch pages their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('launch') };

export default function LaunchPlace() {
  return <Outlet />;
}
