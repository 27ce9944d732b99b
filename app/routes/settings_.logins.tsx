import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import type { LoginServices } from '#server/login-services';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { OwnLogin } from '~/parts/own-login';
import { OwnLoginOutcome } from '~/parts/own-login-outcome';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('logins') };
export const meta = titleMeta('logins', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  return { logins: await context.services.logins.list(actor) };
});

const cluster = z.string().max(40);
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('claim'), cluster, login: z.string().max(200) }),
  z.object({ intent: z.literal('prove'), cluster }),
  z.object({ intent: z.literal('drop'), cluster }),
  z.object({ intent: z.literal('unlink'), cluster }),
]);
type Form = z.output<typeof form>;

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    await change(context.services.logins, actor, parsed.data);
    return { ok: true as const, intent: parsed.data.intent, cluster: parsed.data.cluster };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call. */
function change(logins: LoginServices, actor: Actor, asked: Form): Promise<void> {
  switch (asked.intent) {
    case 'claim':
      return logins.claim(actor, asked);
    case 'prove':
      return logins.prove(actor, asked.cluster);
    case 'drop':
      return logins.drop(actor, asked.cluster);
    case 'unlink':
      return logins.unlink(actor, asked.cluster);
  }
}

export default function Logins() {
  const t = useText('logins');
  const { logins } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  const about = answer?.ok ? answer.cluster : problem?.values['cluster'];
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-6">
        {logins.length === 0 && <EmptyState title={t('none')}>{t('noneLead')}</EmptyState>}
        {logins.map((login) => (
          <OwnLogin
            key={login.cluster}
            own={login}
            problem={about === login.cluster ? problem : undefined}
            outcome={
              about === login.cluster && (
                <OwnLoginOutcome done={answer?.ok ? answer.intent : undefined} problem={problem} />
              )
            }
          />
        ))}
      </div>
    </>
  );
}
