import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { ClassForm } from '~/parts/class-form';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('classNew') };
export const meta = titleMeta('classes', (t) => t('newTitle'));

const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' }).format(at);

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  const { schoolName } = await context.services.people.me(actor);
  return {
    schoolName,
    startsOn: dayOf(new Date()),
    endsOn: dayOf(new Date(Date.now() + 120 * 86_400_000)),
  };
});

const form = z.object({
  name: z.string().default(''),
  schoolName: z.string().default(''),
  subject: z.string().default(''),
  // What is no number goes on as 0, so that the service names every wrong field at once.
  size: z.coerce.number().catch(0),
  startsOn: z.string().default(''),
  endsOn: z.string().default(''),
  joining: z.enum(['approval', 'automatic']).catch('approval'),
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    return redirect(paths.classPage(await context.services.classes.create(actor, parsed.data)));
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function NewClass() {
  const t = useText('classes');
  const errorText = useErrorText();
  const problem = useAnswer<typeof action>();
  return (
    <>
      <PageHead title={t('newTitle')}>{t('newLead')}</PageHead>
      <div className="grid max-w-[620px] gap-6">
        {problem?.error && (
          <Note tone="danger" isAnnounced>
            {errorText(problem.error.code, problem.error.details)}
          </Note>
        )}
        <ClassForm {...useLoaderData<typeof loader>()} problem={problem} />
      </div>
    </>
  );
}
