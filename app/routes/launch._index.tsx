import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import { LaunchPick } from '~/parts/launch-pick';
import { titleMeta } from '~/parts/title-meta';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('launch', (t) => t('title'));

/** The rest stand among the jobs. */
const againRows = 5;

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { launches, templates, apps } = context.services;
  const { items } = await launches.list(actor, {});
  return {
    idempotencyKey: crypto.randomUUID(),
    apps: apps.list(),
    templates: templates.list().map(({ draft: { script: _, ...draft }, ...rest }) => ({ ...rest, draft })),
    items: items.filter(({ kind }) => kind === 'batch').slice(0, againRows),
  };
});

export default function PickLaunch() {
  const t = useText('launch');
  return (
    <>
      <PageHead title={t('pickTitle')}>{t('pickLead')}</PageHead>
      <LaunchPick {...useLoaderData<typeof loader>()} />
    </>
  );
}
