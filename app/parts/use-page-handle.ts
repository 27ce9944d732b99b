import { useMatches } from '@remix-run/react';
import { useText } from '../locales/use-text';
import type { Crumb } from '../ui/breadcrumbs';
import type { PageHandle } from './page-handle';

interface PagePlace {
  frame: PageHandle['frame'];
  width: NonNullable<PageHandle['width']>;
  crumbs: Crumb[];
}

/** What the matched routes say about the page's frame, width and path. */
export function usePageHandle(): PagePlace {
  const t = useText('nav');
  const place: PagePlace = { frame: undefined, width: 'column', crumbs: [] };
  for (const match of useMatches()) {
    const handle = (match.handle ?? {}) as PageHandle;
    place.frame = handle.frame ?? place.frame;
    place.width = handle.width ?? place.width;
    if (handle.crumb) place.crumbs.push({ label: handle.crumb(t, match.data), to: match.pathname });
  }
  return place;
}
