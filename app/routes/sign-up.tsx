import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { levels } from '#server/contract/roles';
import type { SignUpDraft } from '#server/services';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { SignUpAbout } from '~/parts/sign-up-about';
import { SignUpAge } from '~/parts/sign-up-age';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('signUp.title'));

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const form = z.discriminatedUnion('step', [
  z.object({ step: z.literal('age'), birthYear: z.string(), birthMonth: z.string() }),
  z.object({
    step: z.literal('about'),
    birthYearMonth: month,
    email: z.string().min(1, 'email-invalid').max(1000),
    displayName: z.string().trim().min(1).max(60),
    level: z.enum(levels),
    schoolName: z.string().trim().max(100),
    next: z.string().optional(),
    by: z.literal('provider').optional(),
  }),
]);

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = new URL(request.url).searchParams.get('next');
  if (context.actor) return redirect(safeNext(next, paths.home()));
  return { newcomer: context.oidcDoor.newcomer() };
}

/** First the age, then the rest; what was typed stands in the form only, until the link in the mail is made. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  if (parsed.data.step === 'age') {
    const birthYearMonth = `${parsed.data.birthYear.trim()}-${parsed.data.birthMonth}`;
    const age = ageOf(birthYearMonth, context);
    if (age === 'wrong') return { ok: true as const, birthYearMonth: undefined };
    return age === 'young' ? tooYoung(context) : { ok: true as const, birthYearMonth };
  }
  const { step: _step, next, by, ...typed } = parsed.data;
  const draft = { ...typed, locale: context.locale };
  const from = { address: context.address, nextPath: safeNext(next, paths.home()) };
  try {
    if (by) return await joinByProvider(context, draft);
    await context.services.people.startSignUp(draft, from);
  } catch (error) {
    if (isAppError(error) && error.code === 'guardian-needed') return tooYoung(context);
    return refusal(error, parsed.values);
  }
  return redirect(paths.signInSent());
}

/** The provider has vouched for the mail: who is old enough is in at once. */
async function joinByProvider({ oidcDoor }: ActionFunctionArgs['context'], draft: SignUpDraft) {
  const { setCookies, next } = await oidcDoor.join(draft);
  return redirect(safeNext(next, paths.home()), { headers: setCookies.map(toHeader) });
}

/** Nothing is kept, in the browser neither. */
const tooYoung = ({ oidcDoor }: ActionFunctionArgs['context']) =>
  redirect(paths.guardianNeeded(), { headers: oidcDoor.forget().setCookies.map(toHeader) });

const toHeader = (cookie: string): [string, string] => ['Set-Cookie', cookie];

function ageOf(
  birthYearMonth: string,
  context: ActionFunctionArgs['context'],
): 'old-enough' | 'young' | 'wrong' {
  try {
    return context.services.people.checkAge({ birthYearMonth }).mayJoin ? 'old-enough' : 'young';
  } catch (error) {
    if (isAppError(error)) return 'wrong';
    throw error;
  }
}

export default function SignUp() {
  const t = useText('people');
  const { newcomer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isBusy = useNavigation().formMethod === 'POST';
  const [search] = useSearchParams();
  const problem = answer?.ok === false ? answer : undefined;
  const typed = problem?.errors['birthYearMonth'] ? undefined : problem?.values['birthYearMonth'];
  const birthYearMonth = answer?.ok ? answer.birthYearMonth : typeof typed === 'string' ? typed : undefined;
  if (birthYearMonth !== undefined)
    return <SignUpAbout {...{ birthYearMonth, problem, isBusy, newcomer }} next={search.get('next') ?? ''} />;
  return (
    <SignUpAge isWrong={answer !== undefined} isBusy={isBusy}>
      <p className="text-text-2">
        {t('signUp.already')} <Link to={paths.signIn()}>{t('signUp.signIn')}</Link>
      </p>
    </SignUpAge>
  );
}
