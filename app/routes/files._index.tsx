import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { FilesChooser } from '~/parts/files-chooser';
import { titleMeta } from '~/parts/title-meta';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('files', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  return { clusters: await context.services.clusters.list(actor) };
});

export default function FilesIndex() {
  const t = useText('files');
  const { clusters } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster');
  return (
    <>
      <PageHead title={t('title')}>{t('choose')}</PageHead>
      <FilesChooser clusters={clusters} />
    </>
  );
}
