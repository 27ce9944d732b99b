import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { GuardedChild } from '~/parts/guarded-child';
import { GuardianAsks } from '~/parts/guardian-asks';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('page.title'));

const outcomes = ['sent', 'didDelete', 'didBegin'] as const;

/** What is kept, for whose session it is; for anybody else the way to a link. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.get('done');
  return {
    guardian: await context.services.guardians.read(context.guardianDoor.session),
    done: outcomes.find((outcome) => outcome === done),
    isDemo: context.isDemo,
  };
}

const child = { consentId: z.string() };
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), email: z.string().min(1, 'email-invalid').max(1000) }),
  z.object({ intent: z.literal('leave') }),
  z.object({
    intent: z.literal('correct'),
    ...child,
    displayName: z.string().max(1000),
    schoolName: z.string().max(1000),
  }),
  z.object({ intent: z.literal('stop'), ...child }),
  z.object({ intent: z.literal('resume'), ...child }),
  z.object({ intent: z.literal('delete'), ...child }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    return await act(context, parsed.data);
  } catch (error) {
    if (isAppError(error) && error.code === 'not-signed-in') return redirect(paths.guardian());
    return refusal(error, parsed.values);
  }
}

/** One form, one service call; says what was done. */
async function act({ services, guardianDoor, address, locale }: Context, asked: z.output<typeof form>) {
  const { guardians } = services;
  const { session } = guardianDoor;
  const { intent } = asked;
  if (intent === 'ask') {
    await guardians.askToEnter(asked.email, { address, locale });
    return redirect(paths.guardian({ done: 'sent' }));
  }
  if (intent === 'leave') {
    if (session !== undefined) await guardians.leave(session);
    return redirect(paths.guardian(), { headers: { 'Set-Cookie': guardianDoor.forgetSession } });
  }
  if (intent === 'delete') {
    const { isGone } = await guardians.withdraw(session, asked.consentId);
    return redirect(paths.guardian({ done: isGone ? 'didDelete' : 'didBegin' }));
  }
  if (intent === 'correct') await guardians.correct(session, asked.consentId, asked);
  else await guardians.setStopped(session, asked.consentId, intent === 'stop');
  return { ok: true as const, intent, consentId: asked.consentId };
}

type Context = ActionFunctionArgs['context'];

export default function GuardianPage() {
  const t = useText('guardian');
  const errorText = useErrorText();
  const { guardian, done, isDemo } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const isBusy = useNavigation().formData?.get('intent') === 'leave';
  const problem = answer?.ok === false ? answer : undefined;
  if (!guardian) return <GuardianAsks problem={problem} done={done} isDemo={isDemo} />;
  const error = problem?.error;
  return (
    <div className="mx-auto max-w-[720px] py-10">
      <PageHead
        title={t('page.title')}
        actions={
          <Form method="post">
            <Button type="submit" name="intent" value="leave" isBusy={isBusy}>
              {t('page.close')}
            </Button>
          </Form>
        }
      >
        {t('page.lead', { email: guardian.email })}
      </PageHead>
      <div className="grid gap-8">
        {done && done !== 'sent' && (
          <Note tone="success" isAnnounced>
            {t(`page.${done}`)}
          </Note>
        )}
        {error && Object.keys(problem.errors).length === 0 && (
          <Note tone="danger" isAnnounced>
            {errorText(error.code, error.details)}
          </Note>
        )}
        {guardian.children.length === 0 && <p>{t('page.none')}</p>}
        {guardian.children.map((view, index) => (
          <GuardedChild
            key={view.consentId}
            view={view}
            title={guardian.children.length > 1 ? t('page.childOf', { index: String(index + 1) }) : undefined}
            problem={problem?.values['consentId'] === view.consentId ? problem : undefined}
            done={answer?.ok && answer.consentId === view.consentId ? answer.intent : undefined}
          />
        ))}
      </div>
    </div>
  );
}
