import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of classes their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('classes') };

export default function ClassesPlace() {
  return <Outlet />;
}
