import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { z } from 'zod';
import type { RequestView } from '#server/hours-services';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { AdviseAnswer } from '~/parts/advise-answer';
import { clusterTitles } from '~/parts/request-cluster-titles';
import type { PageHandle } from '~/parts/page-handle';
import { RequestBadge } from '~/parts/request-badge';
import { RequestFacts } from '~/parts/request-facts';
import { RequestPurpose } from '~/parts/request-purpose';
import { TitledSheet } from '~/parts/titled-sheet';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

type Loaded = { view: RequestView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.view.title ?? '' };
export const meta = titleMeta('advise', (t, data: Loaded) => data?.view.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  const { requests, clusters } = context.services;
  const view = await requests.getAdvised(actor, params['requestId'] ?? '');
  return { view, clusters: await clusters.list(actor) };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('confirm') }),
  z.object({ intent: z.literal('refuse'), reason: z.string().default('') }),
]);

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.data;
  try {
    await context.services.requests.confirm(actor, params['requestId'] ?? '', {
      isConfirmed: asked.intent === 'confirm',
      reason: asked.intent === 'refuse' ? asked.reason : '',
    });
    return { ok: true as const, intent: asked.intent };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function AdviseRequest() {
  const t = useText('advise');
  const words = useText('requests');
  const { view, clusters } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request' && event.requestId === view.id);
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  return (
    <>
      <PageHead title={view.title}>
        <Who person={view.person} /> <RequestBadge state={view.state} />
      </PageHead>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-6">
          <Outcome answer={answer} />
          <TitledSheet title={words('page.whatFor')}>
            <RequestPurpose text={view.purpose} />
          </TitledSheet>
          {view.may.confirm && (
            <TitledSheet title={t('confirmTitle')}>
              <AdviseAnswer problem={problem} />
            </TitledSheet>
          )}
        </div>
        <RequestFacts request={view} clusterTitle={clusterTitles(clusters, useLocale())} />
      </div>
    </>
  );
}

function Who({ person }: { person: RequestView['person'] }) {
  const t = useText('advise');
  const people = useText('people');
  const about = {
    name: person.displayName,
    level: people(`levels.${person.level}`),
    school: person.schoolName,
  };
  return <span>{t(person.schoolName === '' ? 'aboutNoSchool' : 'about', about)}</span>;
}

function Outcome({ answer }: { answer: ReturnType<typeof useAnswer<typeof action>> }) {
  const t = useText('advise');
  const errorText = useErrorText();
  if (answer?.ok)
    return (
      <Note tone="success" isAnnounced>
        {t(answer.intent === 'confirm' ? 'confirmed' : 'refused')}
      </Note>
    );
  if (!answer?.error || Object.keys(answer.errors).length > 0) return null;
  const { code, details } = answer.error;
  return (
    <Note tone="danger" isAnnounced>
      {code === 'wrong-state' ? t('over') : errorText(code, details)}
    </Note>
  );
}
