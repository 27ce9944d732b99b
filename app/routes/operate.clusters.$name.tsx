import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { Actor } from '#server/actor';
import type { HostKeyView, OperateServices } from '#server/operate-services';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { ClusterBadge, ClusterNotes } from '~/parts/cluster-standing';
import { clusterTitle } from '~/parts/cluster-title';
import { OperateOutcome, type OperateDone } from '~/parts/operate-outcome';
import { OperatePage } from '~/parts/operate-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { hostKeysOf } from '~/request/host-keys-form.server';
import { operateForm, type OperateAsked } from '~/request/operate-form.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { probeMail } from '~/request/probe-mail.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

type Loaded = { title: string } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.title ?? '' };
export const meta = titleMeta('operate', (t, data: Loaded) => data?.title ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'operator', 'administrator');
  const cluster = await context.services.operate.get(actor, params['name'] ?? '');
  const [ko, en] = [probeMail(cluster, 'ko'), probeMail(cluster, 'en')];
  return {
    cluster,
    ...clusterTitle(cluster, context.locale),
    mails: ko !== undefined && en !== undefined ? { ko, en } : undefined,
    nowAt: new Date(),
  };
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'operator', 'administrator');
  const parsed = await parseForm(request, operateForm(context.timeZone));
  if (!parsed.ok) return formProblem(parsed);
  try {
    const answer = await operate(context.services.operate, actor, params['name'] ?? '', parsed.data);
    if (parsed.data.intent === 'remove') return redirect(paths.operateClusters());
    return { ok: true as const, ...answer };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

interface Answer {
  done?: OperateDone;
  shown?: HostKeyView[];
}

/** One form, one service call. */
async function operate(
  services: OperateServices,
  actor: Actor,
  name: string,
  asked: OperateAsked,
): Promise<Answer> {
  switch (asked.intent) {
    case 'state':
      await services.setState(actor, name, asked.state);
      return { done: 'done' };
    case 'rate':
      await services.setRate(actor, name, asked.accelerator, asked.rate);
      return { done: 'done' };
    case 'partition':
      await services.setPartitionOpen(actor, name, asked.partition, asked.isOpen);
      return { done: 'done' };
    case 'reservation':
      await services.setReservationShown(actor, name, asked.reservation, asked.isShown);
      return { done: 'done' };
    case 'hour-limits':
      await services.setHourLimits(actor, name, asked.isOn);
      return { done: asked.isOn ? 'hoursOn' : 'hoursOff' };
    case 'extend-limit':
      await services.setExtendLimit(actor, name, asked.limit);
      return { done: 'done' };
    case 'login-kinds':
      await services.setLoginKinds(actor, name, asked.kinds);
      return { done: 'done' };
    case 'pool-add':
      await services.addToPool(actor, name, asked.names);
      return { done: 'done' };
    case 'pool-remove':
      await services.takeFromPool(actor, name, asked.names);
      return { done: 'done' };
    case 'pool-rules':
      await services.setPoolRules(actor, name, asked);
      return { done: 'done' };
    case 'pool-clean':
      await services.cleanAgain(actor, name, asked.login);
      return { done: 'poolCleaning' };
    case 'pool-take-back':
      await services.takeBack(actor, name, asked.login);
      return { done: 'poolCleaning' };
    case 'probe':
      await services.probe(actor, name, { isDryRun: asked.dryRun });
      return {};
    case 'keys':
      return { shown: await services.readHostKeysOf(actor, name) };
    case 'pin':
      await services.pinHostKeys(actor, name, hostKeysOf(asked));
      return { done: 'pinned' };
    case 'maintain':
      await services.addMaintenance(actor, name, asked);
      return { done: 'windowAdded' };
    case 'end-maintenance':
      await services.endMaintenance(actor, name, asked.id);
      return { done: 'windowEnded' };
    case 'remove':
      await services.remove(actor, name);
      return {};
  }
}

export default function OperateCluster() {
  const t = useText('operate');
  const loaded = useLoaderData<typeof loader>();
  const { cluster, title, nowAt } = loaded;
  useLive((event) => event.kind === 'cluster' && event.cluster === cluster.name);
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  return (
    <>
      {cluster.isAttached && <ClusterBadge cluster={cluster} />}
      <PageHead title={title}>
        {cluster.isAttached ? (
          <Link to={paths.cluster(cluster.name)}>{t('publicStatus')}</Link>
        ) : (
          t('attachingNote')
        )}
      </PageHead>
      <div className="grid gap-6">
        <OperateOutcome done={answer?.ok ? answer.done : undefined} problem={problem} />
        {cluster.isAttached && <ClusterNotes cluster={cluster} nowAt={nowAt} />}
        <OperatePage {...loaded} shown={answer?.ok ? answer.shown : undefined} problem={problem} />
      </div>
    </>
  );
}
