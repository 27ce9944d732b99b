import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { levels } from '#server/contract/roles';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { CardAbout } from '~/parts/card-about';
import type { PageHandle } from '~/parts/page-handle';
import { SignUpAge } from '~/parts/sign-up-age';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { isAgreedTo } from '~/request/is-agreed-to.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('cards', (t) => t('begin.title'));

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const form = z.discriminatedUnion('step', [
  z.object({ step: z.literal('age'), birthYear: z.string(), birthMonth: z.string() }),
  z.object({
    step: z.literal('about'),
    birthYearMonth: month,
    displayName: z.string().trim().min(1).max(60),
    level: z.enum(levels),
  }),
]);

/** Only for who has just used the words of a card that is nobody's yet. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (context.actor) return redirect(paths.home());
  const newcomer = await context.cardDoor.newcomer();
  return newcomer ? { newcomer } : redirect(paths.card());
}

/** First the age, then the rest; what was typed stands in the form only. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  if (parsed.data.step === 'age') {
    const birthYearMonth = `${parsed.data.birthYear.trim()}-${parsed.data.birthMonth}`;
    return sayAge(birthYearMonth, context);
  }
  const { step: _step, ...typed } = parsed.data;
  try {
    const { setCookies } = await context.cardDoor.join(
      { ...typed, locale: context.locale },
      context.guardianDoor.child?.handle,
    );
    return redirect(paths.cardPasskey(), { headers: setCookies.map(toHeader) });
  } catch (error) {
    if (isAppError(error) && error.code === 'guardian-needed') return sendOn(paths.guardianNeeded(), context);
    if (isAppError(error) && error.code === 'card-refused')
      return redirect(paths.card({ problem: error.code }));
    return refusal(error, parsed.values);
  }
}

const toHeader = (cookie: string): [string, string] => ['Set-Cookie', cookie];

/** Nothing is kept, in the browser neither; the card stays nobody's. */
const sendOn = (to: string, { cardDoor }: ActionFunctionArgs['context']) =>
  redirect(to, { headers: cardDoor.forget().map(toHeader) });

async function sayAge(birthYearMonth: string, context: ActionFunctionArgs['context']) {
  try {
    const admission = context.services.people.checkAge({ birthYearMonth });
    if (admission.mayJoin || (await isAgreedTo(context))) return { ok: true as const, birthYearMonth };
    return sendOn(admission.sendTo, context);
  } catch (error) {
    if (isAppError(error)) return { ok: true as const, birthYearMonth: undefined };
    throw error;
  }
}

export default function CardBegin() {
  const t = useText('cards');
  const { newcomer } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const isBusy = useNavigation().formMethod === 'POST';
  const problem = answer?.ok === false ? answer : undefined;
  const typed = problem?.errors['birthYearMonth'] ? undefined : problem?.values['birthYearMonth'];
  const birthYearMonth = answer?.ok ? answer.birthYearMonth : typeof typed === 'string' ? typed : undefined;
  if (birthYearMonth !== undefined) return <CardAbout {...{ birthYearMonth, problem, isBusy, newcomer }} />;
  return (
    <SignUpAge
      isWrong={answer !== undefined}
      isBusy={isBusy}
      countries={[]}
      country={undefined}
      lead={t('begin.ageLead')}
    />
  );
}
