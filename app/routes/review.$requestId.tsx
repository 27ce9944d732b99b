import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import type { RequestServices, RequestView } from '#server/hours-services';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { hoursTyped } from '~/parts/request-hours';
import type { PageHandle } from '~/parts/page-handle';
import { RequestReview } from '~/parts/request-review';
import { RequestReviewHead } from '~/parts/request-review-head';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

type Loaded = { view: RequestView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.view.title ?? '' };
export const meta = titleMeta('review', (t, data: Loaded) => data?.view.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const { requests, clusters } = context.services;
  const id = params['requestId'] ?? '';
  const [view, evidence, all] = await Promise.all([
    requests.get(actor, id),
    requests.evidence(actor, id),
    clusters.list(actor),
  ]);
  return { view, evidence, clusters: all, nowAt: new Date() };
});

const form = z.object({
  choice: z.enum(['all', 'part', 'ask', 'decline']),
  version: z.coerce.number(),
  asked: z.coerce.number(),
  amount: z.string().default(''),
  words: z.string().default(''),
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    await decide(context.services.requests, actor, params['requestId'] ?? '', parsed.data);
    return { ok: true as const, isQuestion: parsed.data.choice === 'ask' };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call. An amount that is no number goes on as 0, which the service refuses by its field. */
function decide(requests: RequestServices, actor: Actor, id: string, asked: z.output<typeof form>) {
  const { choice, words, version } = asked;
  if (choice === 'ask') return requests.askBack(actor, id, words, version);
  const amounts = { all: asked.asked, part: hoursTyped(asked.amount) ?? 0, decline: undefined };
  return requests.decide(actor, id, { amountMilliGpuSeconds: amounts[choice], reason: words, version });
}

export default function ReviewRequest() {
  const loaded = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request' && event.requestId === loaded.view.id);
  const answer = useAnswer<typeof action>();
  return (
    <>
      <RequestReviewHead request={loaded.view} nowAt={loaded.nowAt} />
      <RequestReview
        {...loaded}
        done={answer?.ok ? answer : undefined}
        problem={answer?.ok === false ? answer : undefined}
      />
    </>
  );
}
