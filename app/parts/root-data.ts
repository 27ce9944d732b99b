import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '../root';

/** What the root's loader gave; undefined when it failed. */
export const useRootData = () => useRouteLoaderData<typeof loader>('root');
