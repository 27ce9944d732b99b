import { Outlet } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';

/** Gives the pages of bought hours their place in the path. */
export const handle: PageHandle = { crumb: (t) => t('payments') };

export default function PaymentsPlace() {
  return <Outlet />;
}
