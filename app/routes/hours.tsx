import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { HoursOverview } from '~/parts/hours-overview';
import { HoursStarter } from '~/parts/hours-starter';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('hours') };
export const meta = titleMeta('hours', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const search = new URL(request.url).searchParams;
  const allocationId = search.get('allocation') ?? undefined;
  const cursor = search.get('cursor') ?? undefined;
  const { allocations } = context.services;
  const [all, ledger] = await Promise.all([
    allocations.list(actor),
    allocations.statement(actor, { ...(allocationId && { allocationId }), ...(cursor && { cursor }) }),
  ]);
  return { all, ledger, allocationId, nowAt: new Date() };
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  await context.services.allocations.ensureStarter(requireActor(request, context));
  return redirect(paths.hours());
});

export default function Hours() {
  const t = useText('hours');
  const loaded = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'hours' || event.kind === 'launch');
  const hasStarter = loaded.all.some((allocation) => allocation.programme.kind === 'starter');
  const actions = (
    <>
      {loaded.all.length > 0 && <LinkButton to={paths.statement()}>{t('statementFile')}</LinkButton>}
      <LinkButton to={paths.requestNew()} kind={hasStarter ? 'primary' : 'plain'}>
        {t('askMore')}
      </LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={t('title')} actions={actions}>
        {t('lead')}
      </PageHead>
      <div className="grid gap-10">
        {!hasStarter && <HoursStarter hasOthers={loaded.all.length > 0} />}
        {loaded.all.length > 0 && <HoursOverview {...loaded} />}
      </div>
    </>
  );
}
