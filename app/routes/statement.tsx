import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isAppError } from '#server/contract/app-error';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { StatementPeriod } from '~/parts/statement-period';
import { StatementSums } from '~/parts/statement-sums';
import { titleMeta } from '~/parts/title-meta';
import { requireActor } from '~/request/require-actor.server';
import { readStatementAsked } from '~/request/statement-asked.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('statement') };
export const meta = titleMeta('statement', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const asked = readStatementAsked(request);
  try {
    return { asked, view: await context.services.statements.read(actor, asked), problem: undefined };
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'invalid-input' && error.code !== 'limit-reached')) throw error;
    const { code, fields = {}, details = {} } = error;
    return { asked, view: undefined, problem: { code, fields, limit: Number(details['limit']) } };
  }
});

const ofWords = {
  person: 'ofPerson',
  class: 'ofClass',
  school: 'ofSchool',
  programme: 'ofProgramme',
} as const;

export default function StatementPage() {
  const t = useText('statement');
  const { asked, view, problem } = useLoaderData<typeof loader>();
  const of = t(ofWords[asked.of]);
  return (
    <>
      <PageHead title={t('title')}>
        {view && (
          <b className="block font-semibold [overflow-wrap:anywhere]">
            {asked.of === 'person' ? of : `${of} · ${view.name}`}
          </b>
        )}
        {t('lead')}
      </PageHead>
      <div className="grid gap-10">
        <StatementPeriod asked={asked} view={view} problem={problem} />
        {view && <StatementSums view={view} />}
      </div>
    </>
  );
}
