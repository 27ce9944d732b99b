import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { formBodyBytes } from '#server/contract/guardians';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { GuardianConfirms } from '~/parts/guardian-confirms';
import { GuardianDecides } from '~/parts/guardian-decides';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseFormWithFile, refusal } from '~/request/parse-form.server';
import { LinkButton } from '~/ui/link-button';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('consent.title'));

const outcomes = ['agreed', 'confirmed', 'refused'] as const;

/** Opening the link uses nothing up: programs that scan mail do it too. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const token = tokenOf(request);
  const done = outcomes.find((outcome) => outcome === query.get('done'));
  return { token, done, letter: await context.services.guardians.peekLetter(token), isDemo: context.isDemo };
}

const form = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('agree'),
    version: z.string(),
    isGuardian: z.literal('on', { error: 'invalid-input' }),
  }),
  z.object({ intent: z.literal('confirm') }),
  z.object({ intent: z.literal('refuse') }),
  z.object({ intent: z.literal('send-form') }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { guardians } = context.services;
  const token = tokenOf(request);
  // Nothing is read of whoever has no link.
  if (!(await guardians.peekLetter(token))) return redirect(paths.guardianConsent());
  const parsed = await parseFormWithFile(request, form, { file: 'form', maxBytes: formBodyBytes });
  if (!parsed.ok) return formProblem(parsed);
  const { data } = parsed;
  try {
    if (data.intent === 'send-form') {
      await guardians.sendForm(token, parsed.bytes);
      return redirect(paths.guardianConsent({ token }));
    }
    if (data.intent === 'agree')
      await guardians.agree(token, { version: data.version, locale: context.locale });
    else await guardians[data.intent](token);
    const done = { agree: 'agreed', confirm: 'confirmed', refuse: 'refused' }[data.intent];
    return redirect(paths.guardianConsent({ done }));
  } catch (error) {
    if (isAppError(error) && error.code === 'link-expired') return redirect(paths.guardianConsent());
    return refusal(error, parsed.values);
  }
}

const tokenOf = (request: Request) => (new URL(request.url).searchParams.get('token') ?? '').slice(0, 200);

export default function GuardianConsent() {
  const t = useText('guardian');
  const { token, done, letter, isDemo } = useLoaderData<typeof loader>();
  const problem = useAnswer<typeof action>();
  if (letter?.step === 'agree')
    return <GuardianDecides key={token} formSentAt={letter.formSentAt} problem={problem} />;
  if (letter?.step === 'confirm') return <GuardianConfirms problem={problem} />;
  const what = done ?? 'gone';
  return (
    <NarrowPage title={t(`consent.${what}Title`)} lead={t(`consent.${what}Lead`)}>
      <div className="flex flex-wrap gap-2">
        {what !== 'refused' && <LinkButton to={paths.guardian()}>{t('consent.toPage')}</LinkButton>}
        {isDemo && <LinkButton to={paths.demoOutbox()}>{t('child.outbox')}</LinkButton>}
      </div>
    </NarrowPage>
  );
}
