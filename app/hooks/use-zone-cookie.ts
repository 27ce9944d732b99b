import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { isZone } from '../format/instant';
import { preferenceCookie, readCookie, zoneCookie } from '../request/cookies';

/** Tells the server the reader's zone on the first visit, and shows the page's times in it at once. */
export function useZoneCookie(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (readCookie(document.cookie, zoneCookie) === zone || !isZone(zone)) return;
    document.cookie = preferenceCookie(zoneCookie, zone);
    // A browser without cookies keeps the old zone; asking once is enough.
    if (readCookie(document.cookie, zoneCookie) === zone) revalidate();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per page load
  }, []);
}
