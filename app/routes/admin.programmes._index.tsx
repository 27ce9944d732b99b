import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import { ProgrammeTable } from '~/parts/programme-table';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('programmes', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  return { programmes: await context.services.programmes.list(actor) };
});

export default function Programmes() {
  const t = useText('programmes');
  const { programmes } = useLoaderData<typeof loader>();
  const make = (
    <LinkButton to={paths.adminProgrammeNew()} kind="primary">
      {t('make')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('title')} actions={make}>
        {t('lead')}
      </PageHead>
      <ProgrammeTable programmes={programmes} />
    </>
  );
}
