import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of files their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('files') };

export default function FilesPlace() {
  return <Outlet />;
}
