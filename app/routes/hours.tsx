import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { HoursGiveBack } from '~/parts/hours-give-back';
import { HoursOverview } from '~/parts/hours-overview';
import { HoursStarter } from '~/parts/hours-starter';
import type { PageHandle } from '~/parts/page-handle';
import { hoursTyped } from '~/parts/request-hours';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('hours') };
export const meta = titleMeta('hours', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const search = new URL(request.url).searchParams;
  const allocationId = search.get('allocation') ?? undefined;
  const cursor = search.get('cursor') ?? undefined;
  const { allocations } = context.services;
  const [all, forecasts, ledger] = await Promise.all([
    allocations.list(actor),
    allocations.forecast(actor),
    allocations.statement(actor, { ...(allocationId && { allocationId }), ...(cursor && { cursor }) }),
  ]);
  return { all, forecasts, ledger, allocationId, nowAt: new Date(), returnKey: crypto.randomUUID() };
});

const ofReturn = { allocation: z.string(), key: z.uuid().catch(() => crypto.randomUUID()) };
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('starter') }),
  z.object({
    intent: z.literal('return'),
    hours: z
      .string()
      .default('')
      .transform((text) => hoursTyped(text) ?? 0),
    ...ofReturn,
  }),
  z.object({ intent: z.literal('end'), ...ofReturn }),
]);

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const { allocations } = context.services;
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.data;
  if (asked.intent === 'starter') {
    await allocations.ensureStarter(actor);
    return redirect(paths.hours());
  }
  try {
    const amount = asked.intent === 'end' ? 'all' : asked.hours;
    await allocations.returnHours(actor, asked.allocation, { amount, key: asked.key });
    return { ok: true as const, intent: asked.intent, key: asked.key };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function Hours() {
  const t = useText('hours');
  const { returnKey, forecasts, ...loaded } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useLive((event) => event.kind === 'hours' || event.kind === 'launch');
  const hasStarter = loaded.all.some((allocation) => allocation.programme.kind === 'starter');
  const actions = (
    <>
      {loaded.all.length > 0 && <LinkButton to={paths.statement()}>{t('statementFile')}</LinkButton>}
      <LinkButton to={paths.requestNew()} kind={hasStarter ? 'primary' : 'plain'}>
        {t('askMore')}
      </LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={t('title')} actions={actions}>
        {t('lead')}
      </PageHead>
      <div className="grid gap-10">
        {!hasStarter && <HoursStarter hasOthers={loaded.all.length > 0} />}
        {loaded.all.length > 0 && <HoursOverview {...loaded} />}
        <HoursGiveBack
          key={answer?.ok ? answer.key : 'kept'}
          allocations={loaded.all}
          forecasts={forecasts}
          returnKey={returnKey}
          problem={answer?.ok === false ? answer : undefined}
          done={answer?.ok ? answer.intent : undefined}
        />
      </div>
    </>
  );
}
