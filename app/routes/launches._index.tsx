import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { LaunchesEmpty } from '~/parts/launches-empty';
import { LaunchesTable } from '~/parts/launches-table';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { MoreLink } from '~/ui/more-link';
import { PageHead } from '~/ui/page-head';
import { LinkTabs } from '~/ui/tabs';

export const meta = titleMeta('launches', (t) => t('title'));

const filters = [undefined, 'live', 'ended'] as const;

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const search = new URL(request.url).searchParams;
  const cursor = search.get('cursor') ?? undefined;
  const filter = filters.find((one) => one !== undefined && one === search.get('filter'));
  const page = await context.services.launches.list(actor, {
    ...(cursor !== undefined && { cursor }),
    ...(filter !== undefined && { filter }),
  });
  return { ...page, filter };
});

export default function Launches() {
  const t = useText('launches');
  const { items, next, filter } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'launch' || event.kind === 'cluster');
  const asked = filter && { filter };
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <LinkButton to={paths.launch()} icon={Plus}>
            {t('launch')}
          </LinkButton>
        }
      >
        {t('lead')}
      </PageHead>
      <div className="grid gap-5">
        <LinkTabs
          label={t('filter')}
          tabs={filters.map((one) => ({
            to: paths.launches(one && { filter: one }),
            label: t(one ?? 'all'),
            isCurrent: one === filter,
          }))}
        />
        {items.length === 0 ? <LaunchesEmpty filter={filter} /> : <LaunchesTable launches={items} />}
      </div>
      <MoreLink to={next && paths.launches({ ...asked, cursor: next })} />
    </>
  );
}
