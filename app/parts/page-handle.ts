import type { Text } from '../locales/wrap-translator';

/**
 * What a route says about how its page stands: `export const handle: PageHandle = { crumb: (t) => t('launches') }`.
 * The innermost route that names a thing wins; crumbs of all matched routes make the path.
 */
export interface PageHandle {
  /** `app`: menus around (the default for who is signed in) · `public`: top bar alone · `bare`: nothing. */
  frame?: 'app' | 'public' | 'bare';
  /** `column` up to 1120 · `wide` up to 1640 for walls and long tables · `filled` without any margin (terminal). */
  width?: 'column' | 'wide' | 'filled';
  /** This page's place in the path; `data` is what its loader gave. */
  crumb?: (t: Text<'nav'>, data: unknown) => string;
}
