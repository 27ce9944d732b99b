import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { levels } from '#server/contract/roles';
import type { SignUpDraft } from '#server/services';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { SignUpAbout } from '~/parts/sign-up-about';
import { SignUpAge } from '~/parts/sign-up-age';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { isAgreedTo } from '~/request/is-agreed-to.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('signUp.title'));

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const form = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('age'),
    birthYear: z.string(),
    birthMonth: z.string(),
    country: z.string().optional(),
  }),
  z.object({
    step: z.literal('about'),
    birthYearMonth: month,
    country: z.string().optional(),
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
  if (context.isStopped) return redirect(paths.stopped());
  return { newcomer: context.oidcDoor.newcomer(), countries: context.services.people.countries() };
}

/** First the age, then the rest; what was typed stands in the form only, until the link in the mail is made. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  if (parsed.data.step === 'age') {
    const birthYearMonth = `${parsed.data.birthYear.trim()}-${parsed.data.birthMonth}`;
    const { country } = parsed.data;
    const admission = admissionOf({ birthYearMonth, ...(country && { country }) }, context);
    if (!admission) return { ok: true as const, birthYearMonth: undefined, country };
    if (admission.mayJoin || (await isAgreedTo(context)))
      return { ok: true as const, birthYearMonth, country };
    return tooYoung(context, admission.sendTo);
  }
  const { step: _step, next, by, country, ...typed } = parsed.data;
  const draft = { ...typed, ...(country && { country }), locale: context.locale };
  const from = {
    address: context.address,
    nextPath: safeNext(next, paths.home()),
    guardianHandle: context.guardianDoor.child?.handle,
  };
  try {
    if (by) return await joinByProvider(context, draft);
    await context.services.people.startSignUp(draft, from);
  } catch (error) {
    if (isAppError(error) && error.code === 'guardian-needed')
      return tooYoung(context, paths.guardianNeeded());
    return refusal(error, parsed.values);
  }
  return redirect(paths.signInSent());
}

/** The provider has vouched for the mail: who is old enough is in at once. */
async function joinByProvider({ oidcDoor, guardianDoor }: ActionFunctionArgs['context'], draft: SignUpDraft) {
  const { setCookies, next } = await oidcDoor.join(draft, guardianDoor.child?.handle);
  return redirect(safeNext(next, paths.home()), { headers: setCookies.map(toHeader) });
}

/** Nothing is kept, in the browser neither, but what it holds of its wish. */
const tooYoung = ({ oidcDoor }: ActionFunctionArgs['context'], sendTo: string) =>
  redirect(sendTo, { headers: oidcDoor.forget().setCookies.map(toHeader) });

const toHeader = (cookie: string): [string, string] => ['Set-Cookie', cookie];

/** undefined: no month of a birth. */
function admissionOf(
  born: { birthYearMonth: string; country?: string },
  { services }: ActionFunctionArgs['context'],
) {
  try {
    return services.people.checkAge(born);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

export default function SignUp() {
  const t = useText('people');
  const { newcomer, countries } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const isBusy = useNavigation().formMethod === 'POST';
  const [search] = useSearchParams();
  const problem = answer?.ok === false ? answer : undefined;
  const typed = problem?.errors['birthYearMonth'] ? undefined : problem?.values['birthYearMonth'];
  const birthYearMonth = answer?.ok ? answer.birthYearMonth : typeof typed === 'string' ? typed : undefined;
  const typedCountry = problem?.values['country'];
  const country = answer?.ok ? answer.country : typeof typedCountry === 'string' ? typedCountry : undefined;
  if (birthYearMonth !== undefined)
    return (
      <SignUpAbout
        {...{ birthYearMonth, country, problem, isBusy, newcomer }}
        next={search.get('next') ?? ''}
      />
    );
  return (
    <SignUpAge isWrong={answer !== undefined} isBusy={isBusy} countries={countries} country={country}>
      <p className="text-text-2">
        {t('signUp.already')} <Link to={paths.signIn()}>{t('signUp.signIn')}</Link>
      </p>
    </SignUpAge>
  );
}
