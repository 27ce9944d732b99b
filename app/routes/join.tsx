import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { JoinByCode } from '~/parts/class-join';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('join') };
export const meta = titleMeta('classes', (t) => t('joinTitle'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  requireActor(request, context);
  return null;
});

/** Looks whether the code opens a class, then shows which. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, z.object({ code: z.string().trim().min(1).max(100) }));
  if (!parsed.ok) return formProblem(parsed);
  try {
    await context.services.classes.previewCode(actor, parsed.data.code);
    return redirect(paths.join(parsed.data.code));
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function Join() {
  const t = useText('classes');
  return (
    <>
      <PageHead title={t('joinTitle')} />
      <JoinByCode problem={useAnswer<typeof action>()} />
    </>
  );
}
