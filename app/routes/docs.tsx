import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of help their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('docs') };

export default function DocsPlace() {
  return <Outlet />;
}
