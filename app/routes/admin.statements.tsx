import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const handle: PageHandle = { crumb: (t) => t('statement') };
export const meta = titleMeta('statement', (t) => t('adminTitle'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) =>
  context.services.statements.subjects(requireRole(request, context, 'administrator')),
);

export default function AdminStatements() {
  const t = useText('statement');
  const { programmes, schools } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('adminTitle')}>{t('adminLead')}</PageHead>
      <div className="grid gap-10">
        <Section title={t('programmes')}>
          <Names
            of="programme"
            names={programmes.map((programme) => ({ id: programme.name, title: programme.title }))}
          />
        </Section>
        <Section title={t('schools')}>
          {schools.length === 0 ? (
            <p className="text-text-2">{t('noSchools')}</p>
          ) : (
            <Names of="school" names={schools.map((school) => ({ id: school, title: school }))} />
          )}
        </Section>
      </div>
    </>
  );
}

function Names({ of, names }: { of: 'programme' | 'school'; names: { id: string; title: string }[] }) {
  return (
    <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      {names.map(({ id, title }) => (
        <li key={id} className="[overflow-wrap:anywhere]">
          <Link to={paths.statement({ of, id })}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
