import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { RequestTable } from '~/parts/request-table';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { LinkButton } from '~/ui/link-button';
import { MoreLink } from '~/ui/more-link';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('requests', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const cursor = new URL(request.url).searchParams.get('cursor');
  return context.services.requests.list(actor, cursor === null ? {} : { cursor });
});

export default function Requests() {
  const t = useText('requests');
  const { items, next } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request');
  const make = (
    <LinkButton to={paths.requestNew()} kind="primary">
      {t('make')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('title')} actions={items.length > 0 && make}>
        {t('lead')}
      </PageHead>
      {items.length === 0 ? (
        <EmptyState title={t('empty')} actions={make}>
          {t('emptyLead')}
        </EmptyState>
      ) : (
        <RequestTable requests={items} />
      )}
      <MoreLink to={next && paths.requests({ cursor: next })} />
    </>
  );
}
