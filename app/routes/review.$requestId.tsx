import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Actor } from '#server/actor';
import type { RequestServices, RequestView } from '#server/hours-services';
import type { Services } from '#server/services';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { hoursTyped } from '~/parts/request-hours';
import type { PageHandle } from '~/parts/page-handle';
import { RequestReview, type ReviewDone } from '~/parts/request-review';
import { RequestReviewHead } from '~/parts/request-review-head';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { reviewForm, type ReviewForm } from '~/request/review-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

type Loaded = { view: RequestView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.view.title ?? '' };
export const meta = titleMeta('review', (t, data: Loaded) => data?.view.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const { requests, reviews, clusters } = context.services;
  const id = params['requestId'] ?? '';
  const [view, evidence, panel, all] = await Promise.all([
    requests.get(actor, id),
    requests.evidence(actor, id),
    reviews.panel(actor, id),
    clusters.list(actor),
  ]);
  const isAdministrator = actor.roles.includes('administrator');
  return { view, evidence, panel, clusters: all, isAdministrator, nowAt: new Date() };
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const parsed = await parseForm(request, reviewForm);
  if (!parsed.ok) return formProblem(parsed);
  try {
    const done = await review(context.services, actor, params['requestId'] ?? '', parsed.data);
    // Handed back: it is none of theirs any more.
    if (done === 'handed-back') return redirect(paths.review({ done }));
    return { ok: true as const, done };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call; says what was done. */
async function review(
  { requests, reviews }: Services,
  actor: Actor,
  id: string,
  asked: ReviewForm,
): Promise<ReviewDone | 'handed-back'> {
  switch (asked.intent) {
    case 'decide':
      await decide(requests, actor, id, asked);
      return asked.choice === 'ask' ? 'asked' : 'decided';
    case 'review':
      await reviews.write(actor, id, asked.draft);
      return 'reviewed';
    case 'hand-back':
      await reviews.handBack(actor, id, asked.conflict);
      return 'handed-back';
    case 'accept-report':
      await requests.judgeReport(actor, id, { isAccepted: true, reason: '', version: asked.version });
      return 'report-accepted';
    case 'return-report':
      await requests.judgeReport(actor, id, {
        isAccepted: false,
        reason: asked.reason,
        version: asked.version,
      });
      return 'report-returned';
    case 'assign':
      await reviews.assign(actor, id, asked.personId);
      return 'assigned';
    case 'take-off':
      await reviews.takeOff(actor, id, asked.personId);
      return 'taken-off';
  }
}

/** An amount that is no number goes on as 0, which the service refuses by its field. */
function decide(
  requests: RequestServices,
  actor: Actor,
  id: string,
  asked: Extract<ReviewForm, { intent: 'decide' }>,
) {
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
        done={answer?.ok ? answer.done : undefined}
        problem={answer?.ok === false ? answer : undefined}
      />
    </>
  );
}
