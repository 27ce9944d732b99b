import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { ProgrammeForm } from '~/parts/programme-form';
import { ProgrammeOutcome } from '~/parts/programme-outcome';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { draftOf, newProgramme } from '~/request/programme-terms.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('programmeNew') };
export const meta = titleMeta('programmes', (t) => t('newTitle'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  requireRole(request, context, 'administrator');
  return null;
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  const parsed = await parseForm(request, newProgramme);
  if (!parsed.ok) return formProblem(parsed);
  const { name, cap } = parsed.data;
  try {
    await context.services.programmes.create(actor, {
      ...draftOf(parsed.data),
      name,
      capMilliGpuSeconds: cap,
    });
    return redirect(paths.adminProgramme(name, { done: 'made' }));
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function NewProgramme() {
  const t = useText('programmes');
  const problem = useAnswer<typeof action>();
  return (
    <>
      <PageHead title={t('newTitle')}>{t('lead')}</PageHead>
      <div className="grid max-w-[720px] gap-6">
        <ProgrammeOutcome done={undefined} problem={problem} />
        <ProgrammeForm programme={undefined} problem={problem} />
      </div>
    </>
  );
}
