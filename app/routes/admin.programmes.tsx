import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of programmes their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('programmes') };

export default function ProgrammesPlace() {
  return <Outlet />;
}
