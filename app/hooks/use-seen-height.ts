import { useEffect } from 'react';

/**
 * While a page that fills the window is there: tells the styles how much of it a phone's keyboard leaves to be seen (`--seen-height`), and
 * that a keyboard is up (`data-keyboard` on the page). @see CSSOM View, §12 VisualViewport
 */
export function useSeenHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    const page = document.documentElement;
    if (!seen) return;
    const look = () => {
      const hidden = window.innerHeight - seen.height;
      page.style.setProperty('--seen-height', `${seen.height}px`);
      page.toggleAttribute('data-keyboard', hidden > 120);
    };
    look();
    seen.addEventListener('resize', look);
    return () => {
      seen.removeEventListener('resize', look);
      page.style.removeProperty('--seen-height');
      page.removeAttribute('data-keyboard');
    };
  }, []);
}
