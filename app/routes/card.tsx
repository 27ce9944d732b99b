import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { CardForm } from '~/parts/card-form';
import { codeInAddress } from '~/parts/code-in-address';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { cardEntered } from '~/request/card-entered.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { Note } from '~/ui/note';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('cards', (t) => t('title'));

/** Who is signed in has nothing to do here. */
export const loader = ({ context }: LoaderFunctionArgs) => (context.actor ? redirect(paths.home()) : null);

const typed = z.string().max(300);
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('enter'), code: typed, words: typed }),
  z.object({ intent: z.literal('ask'), code: typed.min(1) }),
]);

/** By words, or to where one waits for the teacher; both answer the same for every card. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { data } = parsed;
  try {
    if (data.intent === 'enter') return cardEntered(await context.cardDoor.enter(data));
    const { setCookies } = await context.cardDoor.ask(data.code);
    return redirect(paths.cardWait(), { headers: setCookies.map((cookie) => ['Set-Cookie', cookie]) });
  } catch (error) {
    return refusal(error, parsed.values);
  }
}

export default function Card() {
  const t = useText('cards');
  const errorText = useErrorText();
  const problem = useAnswer<typeof action>();
  const busyWith = useNavigation().formData?.get('intent');
  const [search] = useSearchParams();
  const code = problem?.error?.code ?? (problem ? undefined : codeInAddress(search));
  return (
    <NarrowPage title={t('title')} lead={t('lead')}>
      {code !== undefined && (
        <Note tone="danger" isAnnounced>
          {errorText(code, problem?.error?.details)}
        </Note>
      )}
      <CardForm
        problem={problem ?? undefined}
        busyWith={typeof busyWith === 'string' ? busyWith : undefined}
      />
      <p className="text-text-2">
        {t('noCard')} <Link to={paths.signIn()}>{t('byMail')}</Link>
      </p>
    </NarrowPage>
  );
}
