import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { OidcButtons } from '~/parts/oidc-buttons';
import { PasskeySignIn } from '~/parts/passkey-sign-in';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { codeInAddress } from '~/parts/code-in-address';
import { typedValue } from '~/request/form-problem';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';
import { TextField } from '~/ui/text-field';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('signIn.title'));

const form = z.object({ email: z.string().min(1, 'email-invalid').max(1000), next: z.string().optional() });

/** Who is signed in has nothing to do here. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const next = new URL(request.url).searchParams.get('next');
  if (context.actor) return redirect(safeNext(next, paths.home()));
  if (context.isStopped) return redirect(paths.stopped());
  if (context.isWaiting) return redirect(paths.confirm({ next: safeNext(next, paths.home()) }));
  return { isDemo: context.isDemo, providers: context.oidcDoor.providers };
}

/** Sends a link; the answer is the same for every address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { email, next } = parsed.data;
  const nextPath = safeNext(next, paths.home());
  try {
    await context.services.people.startSignIn(email, {
      address: context.address,
      locale: context.locale,
      nextPath,
    });
  } catch (error) {
    return refusal(error, parsed.values);
  }
  return redirect(paths.signInSent());
}

export default function SignIn() {
  const t = useText('people');
  const cards = useText('cards');
  const guardian = useText('guardian');
  const errorText = useErrorText();
  const problem = useAnswer<typeof action>();
  const loaded = useLoaderData<typeof loader>();
  const isBusy = useNavigation().formMethod === 'POST';
  const [search] = useSearchParams();
  const code = problem?.errors['email'] ?? problem?.error?.code;
  const wrong = codeInAddress(search);
  return (
    <NarrowPage title={t('signIn.title')} lead={t('signIn.lead')}>
      {wrong && !problem && (
        <Note tone="danger" isAnnounced>
          {errorText(wrong)}
        </Note>
      )}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="next" value={search.get('next') ?? ''} />
        <TextField
          label={t('email')}
          help={t('emailHelp')}
          error={errorText(code, problem?.error?.details)}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          defaultValue={typedValue(problem, 'email', search.get('email') ?? '')}
        />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t(isBusy ? 'signIn.sending' : 'signIn.send')}
        </Button>
      </Form>
      <div className="grid gap-3">
        <OidcButtons providers={loaded.providers} next={search.get('next') ?? ''} />
        <PasskeySignIn next={search.get('next') ?? ''} />
        <Link to={paths.card()}>{cards('haveCard')}</Link>
      </div>
      <p className="text-text-2">
        {t('signIn.new')} <Link to={paths.signUp()}>{t('signIn.signUp')}</Link>
        <br />
        {guardian('page.isGuardian')} <Link to={paths.guardian()}>{guardian('page.title')}</Link>
      </p>
      {loaded.isDemo && (
        <Note tone="info">
          <p>{t('signIn.demo')}</p>
          <Link to={`${paths.landing()}#demo`}>{t('signIn.demoPeople')}</Link>
        </Note>
      )}
    </NarrowPage>
  );
}
