import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { clusterTitles } from '~/parts/request-cluster-titles';
import type { PageHandle } from '~/parts/page-handle';
import { PanelReviews, PanelStanding } from '~/parts/panel-reviews';
import { RequestAnswer } from '~/parts/request-answer';
import { RequestFacts } from '~/parts/request-facts';
import { RequestHead } from '~/parts/request-head';
import { RequestPurpose } from '~/parts/request-purpose';
import { RequestReport } from '~/parts/request-report';
import { RequestSteps } from '~/parts/request-steps';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { Section } from '~/ui/section';
import { isAppError } from '#server/contract/app-error';
import type { RequestView } from '#server/hours-services';

type Loaded = { view: RequestView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.view.title ?? '' };
export const meta = titleMeta('requests', (t, data: Loaded) => data?.view.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { requests, reviews, clusters } = context.services;
  const view = await requests.get(actor, params['requestId'] ?? '');
  // Reviewers decide elsewhere; this page is the person's own.
  if (view.person.id !== actor.personId) throw redirect(paths.reviewRequest(view.id));
  const [panel, all] = await Promise.all([reviews.panel(actor, view.id), clusters.list(actor)]);
  return { view, panel, clusters: all };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('answer'), body: z.string() }),
  z.object({ intent: z.literal('report'), report: z.string().default('') }),
  z.object({ intent: z.literal('withdraw') }),
]);

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const { requests } = context.services;
  const id = params['requestId'] ?? '';
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    if (parsed.data.intent === 'answer') await requests.answer(actor, id, parsed.data.body);
    else if (parsed.data.intent === 'report') await requests.report(actor, id, parsed.data.report);
    else await requests.withdraw(actor, id);
    return { ok: true as const, intent: parsed.data.intent };
  } catch (error) {
    // Who may not do it has no form here; a look at this page would send them elsewhere, as if it had been done.
    if (isAppError(error) && error.code === 'not-allowed') throw error;
    return refusal(error, parsed.values);
  }
});

export default function Request() {
  const t = useText('requests');
  const words = useText('panel');
  const { view, panel, clusters } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request' && event.requestId === view.id);
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  return (
    <>
      <RequestHead request={view} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-8">
          <Outcome answer={answer} />
          <Section title={t('page.steps')}>
            <RequestSteps request={view} label={t('page.steps')} />
          </Section>
          {panel && view.state !== 'with-adviser' && view.state !== 'withdrawn' && (
            <Section title={words('title')}>
              <div className="grid gap-4">
                <PanelStanding panel={panel} lead="progressApplicant" />
                <PanelReviews panel={panel} />
              </div>
            </Section>
          )}
          {view.report !== undefined && view.report !== 'accepted' && (
            <Section title={t('page.report')}>
              <RequestReport request={view} problem={problem} />
            </Section>
          )}
          {view.may.answer && <RequestAnswer problem={problem} />}
          <Section title={t('page.whatFor')}>
            <RequestPurpose text={view.purpose} />
          </Section>
        </div>
        <RequestFacts request={view} clusterTitle={clusterTitles(clusters, useLocale())} />
      </div>
    </>
  );
}

const done = { answer: 'page.answered', report: 'page.reported', withdraw: 'page.withdrawn' } as const;

function Outcome({ answer }: { answer: ReturnType<typeof useAnswer<typeof action>> }) {
  const t = useText('requests');
  const errorText = useErrorText();
  if (answer?.ok)
    return (
      <Note tone="success" isAnnounced>
        {t(done[answer.intent])}
      </Note>
    );
  if (!answer?.error || Object.keys(answer.errors).length > 0) return null;
  return (
    <Note tone="danger" isAnnounced>
      {errorText(answer.error.code, answer.error.details)}
    </Note>
  );
}
