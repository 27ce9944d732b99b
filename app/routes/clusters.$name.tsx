import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import { clusterStates } from '#server/contract/clusters';
import type { ClusterServices } from '#server/services';
import { useLive } from '~/hooks/use-live';
import { rateMilliTyped } from '~/parts/cluster-rate-typed';
import { ClusterOperation } from '~/parts/cluster-operation';
import { ClusterOutcome, type ClusterDone } from '~/parts/cluster-outcome';
import { ClusterPage } from '~/parts/cluster-page';
import { clusterTitle } from '~/parts/cluster-title';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { operatedClusters } from '~/request/operated-clusters.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';

type Loaded = { title: string } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.title ?? '' };
export const meta = titleMeta('clusters', (t, data: Loaded) => data?.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { clusters } = context.services;
  const [all, operated] = await Promise.all([clusters.list(actor), operatedClusters(clusters, actor)]);
  const cluster = all.find(({ name }) => name === params['name']);
  if (!cluster) throw appErrorResponse('not-found', context.requestId);
  return {
    cluster,
    ...clusterTitle(cluster, context.locale),
    operated: operated.find(({ name }) => name === cluster.name),
    nowAt: new Date(),
  };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('state'), state: z.enum(clusterStates) }),
  z.object({
    intent: z.literal('rate'),
    partition: z.string(),
    rate: z.string().transform((text) => rateMilliTyped(text) ?? 0),
  }),
  z.object({ intent: z.literal('check') }),
]);

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    const done = await operate(context.services.clusters, actor, params['name'] ?? '', parsed.data);
    return { ok: true as const, done };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call. */
async function operate(
  clusters: ClusterServices,
  actor: Actor,
  name: string,
  asked: z.output<typeof form>,
): Promise<ClusterDone> {
  switch (asked.intent) {
    case 'state':
      await clusters.setState(actor, name, asked.state);
      return asked;
    case 'rate':
      await clusters.setRate(actor, name, asked.partition, asked.rate);
      return asked;
    case 'check':
      return { ...asked, checks: await clusters.check(actor, name) };
  }
}

export default function Cluster() {
  const { operated, ...loaded } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster' && event.cluster === loaded.cluster.name);
  const answer = useActionData<typeof action>();
  const done = answer?.ok ? answer.done : undefined;
  const problem = answer?.ok === false ? answer : undefined;
  return (
    <ClusterPage {...loaded}>
      <ClusterOutcome title={loaded.title} done={done} problem={problem} />
      {operated && (
        <ClusterOperation
          cluster={operated}
          checks={done?.intent === 'check' ? done.checks : undefined}
          problem={problem}
        />
      )}
    </ClusterPage>
  );
}
