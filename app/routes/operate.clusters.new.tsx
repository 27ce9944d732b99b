import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { clusterAddressSchema, clusterDraftSchema } from '#server/contract/cluster-draft';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { OperateNewForm } from '~/parts/operate-new-form';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { hostKeyFields, hostKeysOf } from '~/request/host-keys-form.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('operateNew') };
export const meta = titleMeta('operate', (t) => t('newTitle'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'operator', 'administrator');
  return { centres: await context.services.operate.centres(actor) };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('keys'), ...clusterAddressSchema.shape }),
  z.object({
    intent: z.literal('attach'),
    ...clusterDraftSchema.omit({ hostKeys: true, loginCommand: true }).shape,
    loginCommand: z.string().min(1),
    ...hostKeyFields,
  }),
]);

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'operator', 'administrator');
  const { operate } = context.services;
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.data;
  try {
    if (asked.intent === 'keys')
      return { ok: true as const, values: parsed.values, shown: await operate.readHostKeys(actor, asked) };
    return redirect(
      paths.operateCluster(await operate.attach(actor, { ...asked, hostKeys: hostKeysOf(asked) })),
    );
  } catch (error) {
    const refused = refusal(error, parsed.values);
    if (asked.intent === 'keys') return refused;
    // The keys stand there again to be compared, as the server shows them now.
    const shown = await operate.readHostKeys(actor, asked).catch(() => undefined);
    return data({ ...refused.data, shown }, refused.init ?? undefined);
  }
});

export default function AttachCluster() {
  const t = useText('operate');
  const errorText = useErrorText();
  const { centres } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  const asked = answer?.ok ? answer : undefined;
  const shown = answer !== undefined && 'shown' in answer ? answer.shown : undefined;
  return (
    <>
      <PageHead title={t('newTitle')}>{t('newLead')}</PageHead>
      <div className="grid max-w-[820px] gap-8">
        {problem?.error && (
          <Note tone="danger" isAnnounced>
            {errorText(problem.error.code, problem.error.details)}
          </Note>
        )}
        {centres.length === 0 ? (
          <EmptyState title={t('noCentre')} />
        ) : (
          <OperateNewForm centres={centres} problem={problem} values={asked?.values} shown={shown} />
        )}
      </div>
    </>
  );
}
