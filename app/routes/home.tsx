import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { HomeDuties } from '~/parts/home-duties';
import { HomeHead } from '~/parts/home-head';
import { HomeWork } from '~/parts/home-work';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { requireWhole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import type { Actor } from '#server/actor';
import type { Services } from '#server/services';

export const handle: PageHandle = { crumb: (t) => t('home') };
export const meta = titleMeta('home', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireWhole(request, context);
  const [work, duties] = await Promise.all([
    loadWork(context.services, actor),
    loadDuties(context.services, actor),
  ]);
  return { displayName: actor.displayName, work, duties, nowAt: new Date() };
});

/** What is for people who run things themselves; undefined for the others, who come for their duties. */
async function loadWork({ launches, allocations, templates, apps }: Services, actor: Actor) {
  if (!actor.roles.some((role) => role === 'student' || role === 'teacher')) return undefined;
  const [live, ended, hours] = await Promise.all([
    launches.list(actor, { filter: 'live' }),
    launches.list(actor, { filter: 'ended' }),
    allocations.list(actor),
  ]);
  const hasMoreLive = live.next !== undefined;
  return {
    live: live.items,
    hasMoreLive,
    ended: ended.items.filter(({ may }) => may.runAgain).slice(0, 4),
    hours,
    templates: templates.list(),
    apps: apps.list(),
    idempotencyKey: crypto.randomUUID(),
  };
}

async function loadDuties({ people, requests, operate }: Services, actor: Actor) {
  const is = (...roles: Actor['roles'][number][]) => actor.roles.some((role) => roles.includes(role));
  const [classes, advised, toReview, operated] = await Promise.all([
    is('teacher') ? people.listTaughtClasses(actor) : undefined,
    is('teacher') ? requests.listToConfirm(actor) : undefined,
    is('reviewer', 'administrator') ? requests.listToReview(actor, {}) : undefined,
    is('operator', 'administrator') ? operate.list(actor) : undefined,
  ]);
  const toConfirm = advised?.filter(({ state }) => state === 'with-adviser').length;
  return { classes, toConfirm, toReview, operated };
}

export default function Home() {
  const { displayName, work, duties, nowAt } = useLoaderData<typeof loader>();
  useLive(({ kind }) => kind === 'launch' || kind === 'request' || kind === 'cluster');
  return (
    <>
      <HomeHead displayName={displayName} live={work?.live} />
      <div className="grid gap-8">
        <HomeDuties {...duties} nowAt={nowAt} />
        {work && <HomeWork {...work} />}
      </div>
    </>
  );
}
