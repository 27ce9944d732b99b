import type { LoaderFunctionArgs } from '@remix-run/node';
import { titleMeta } from '~/parts/title-meta';
import { appErrorResponse } from '~/request/to-response.server';

export const meta = titleMeta('pages', (t) => t('notFoundTitle'));

/** Every address that no other route serves. */
export function loader({ context }: LoaderFunctionArgs) {
  throw appErrorResponse('not-found', context.requestId);
}

/** Nothing is taken there either. */
export function action(args: LoaderFunctionArgs) {
  return loader(args);
}

export default function NotFound() {
  return null;
}
