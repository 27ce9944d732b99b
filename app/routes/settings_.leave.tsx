import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import type { ErrorCode } from '#server/contract/error-codes';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { typedValue } from '~/request/form-problem';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';
import { TextField } from '~/ui/text-field';

export const handle: PageHandle = { crumb: (t) => t('leave') };
export const meta = titleMeta('leave', (t) => t('title'));

export const loader = withAppErrors(({ request, context }: LoaderFunctionArgs) => {
  const { email, displayName } = requireActor(request, context);
  return { email, displayName };
});

const form = z.object({ email: z.string().max(1000) });

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    await context.services.people.eraseMe(actor, parsed.data.email);
  } catch (error) {
    if (isAppError(error) && error.code === 'confirm-again')
      return redirect(paths.confirm({ next: paths.leave() }));
    return refusal(error, parsed.values);
  }
  const { setCookies } = await context.sessionDoor.signOut();
  const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
  return redirect(paths.landing(), { headers });
});

export default function Leave() {
  const t = useText('leave');
  const { email, displayName } = useLoaderData<typeof loader>();
  const problem = useAnswer<typeof action>();
  const isBusy = useNavigation().formMethod === 'POST';
  const code = problem?.error?.code;
  return (
    <NarrowPage title={t('title')} lead={t('lead')}>
      {code !== undefined && code !== 'email-invalid' && (
        <Refused code={code} details={problem?.error?.details} />
      )}
      <ul className="grid list-disc gap-1.5 pl-5 text-text-2">
        {(['gone', 'files', 'books', 'forever'] as const).map((what) => (
          <li key={what}>{t(what)}</li>
        ))}
      </ul>
      <p>
        {t('before')} <a href={paths.exportMine()}>{t('export')}</a>
      </p>
      <Form method="post" className="grid gap-5">
        <TextField
          label={t(email === undefined ? 'name' : 'email')}
          help={t('emailHelp', { email: email ?? displayName })}
          error={code === 'email-invalid' ? t(email === undefined ? 'nameWrong' : 'emailWrong') : undefined}
          name="email"
          type={email === undefined ? 'text' : 'email'}
          autoComplete="off"
          required
          defaultValue={typedValue(problem, 'email')}
        />
        <Button type="submit" kind="danger" isFull isBusy={isBusy}>
          {t(isBusy ? 'erasing' : 'erase')}
        </Button>
      </Form>
      <p>
        <Link to={paths.settings()}>{t('stay')}</Link>
      </p>
    </NarrowPage>
  );
}

/** Why not, and where to change that. */
function Refused({
  code,
  details,
}: {
  code: ErrorCode;
  details: Record<string, string | number> | undefined;
}) {
  const t = useText('leave');
  const errorText = useErrorText();
  return (
    <Note tone="danger" isAnnounced>
      <p>{errorText(code, details)}</p>
      {code === 'launches-live' && <Link to={paths.launches({ filter: 'live' })}>{t('toLaunches')}</Link>}
      {code === 'classes-need-teacher' && <Link to={paths.classes()}>{t('toClasses')}</Link>}
    </Note>
  );
}
