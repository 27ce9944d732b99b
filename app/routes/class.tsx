import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { ClassWall } from '~/parts/class-wall';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('class'), width: 'wide' };
export const meta = titleMeta('class', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  return { classes: await context.services.people.listTaughtClasses(actor), nowAt: new Date() };
});

export default function Class() {
  const t = useText('class');
  const { classes, nowAt } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'class');
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      {classes.length === 0 && <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>}
      <div className="grid gap-12">
        {classes.map((taught) => (
          <ClassWall key={taught.id} taught={taught} nowAt={nowAt} />
        ))}
      </div>
    </>
  );
}
