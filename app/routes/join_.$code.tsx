import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { isAppError } from '#server/contract/app-error';
import { useText } from '~/locales/use-text';
import { JoinByCode } from '~/parts/class-join';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import type { FormProblem } from '~/request/form-problem';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Button } from '~/ui/button';
import { LinkButton } from '~/ui/link-button';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('join') };
export const meta = titleMeta('classes', (t) => t('joinTitle'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const code = params['code'] ?? '';
  try {
    return { opens: await context.services.classes.previewCode(actor, code), problem: undefined };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const problem: FormProblem = {
      ok: false,
      values: { code: code.slice(0, 40) },
      errors: {},
      error: { code: error.code, details: error.details },
    };
    return { opens: undefined, problem };
  }
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const { classId } = await context.services.classes.join(actor, params['code'] ?? '');
  return redirect(paths.classPage(classId));
});

export default function JoinCode() {
  const t = useText('classes');
  const { opens, problem } = useLoaderData<typeof loader>();
  if (!opens)
    return (
      <>
        <PageHead title={t('joinTitle')} />
        <JoinByCode problem={problem} />
      </>
    );
  return (
    <>
      <PageHead title={opens.className}>
        {opens.schoolName} · {t('joinBy', { teachers: opens.teachers.join(', ') })}
      </PageHead>
      <div className="grid max-w-[62ch] gap-5">
        {opens.isMember ? (
          <Note
            tone="info"
            actions={<LinkButton to={paths.classPage(opens.classId)}>{t('goClass')}</LinkButton>}
          >
            {t('already')}
          </Note>
        ) : (
          <Form method="post" className="grid gap-4">
            <p className="text-text-2">{t(opens.joining === 'approval' ? 'joinApproval' : 'joinLead')}</p>
            <div>
              <Button type="submit" kind="primary">
                {t('join')}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </>
  );
}
