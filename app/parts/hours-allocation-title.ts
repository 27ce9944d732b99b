import type { Locale } from '#server/contract/roles';
import type { AllocationView } from '#server/hours-services';
import { localTitle } from './local-title';

/** What an allocation is called: starter hours by their programme, in the reader's language; others as their person named them. */
export const allocationTitle = (
  allocation: Pick<AllocationView, 'title' | 'programme'>,
  locale: Locale,
): string =>
  allocation.programme.kind === 'starter' ? localTitle(allocation.programme, locale) : allocation.title;
