import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isAppError } from '#server/contract/app-error';
import { DemoPeople } from '~/parts/demo-people';
import { FreeGpuBoard } from '~/parts/free-gpu-board';
import { LandingBegin, LandingCalm, LandingDoors, LandingFoot } from '~/parts/landing-bands';
import { LandingHero } from '~/parts/landing-hero';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';

export const handle: PageHandle = { frame: 'public' };

export const meta = titleMeta('landing', (t) => t('title'));

export async function loader({ context }: LoaderFunctionArgs) {
  const { services, actor } = context;
  const [clusters, demoPeople] = await Promise.all([
    orNone(services.clusters.publicBoard()),
    orNone(services.demo?.people() ?? Promise.resolve([])),
  ]);
  return { clusters, demoPeople, isSignedIn: actor !== null, nowAt: new Date() };
}

/** The page says what it is also when the board cannot be read. */
async function orNone<Item>(items: Promise<Item[]>): Promise<Item[]> {
  try {
    return await items;
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

export default function Landing() {
  const { clusters, demoPeople, isSignedIn, nowAt } = useLoaderData<typeof loader>();
  return (
    <>
      <LandingHero isSignedIn={isSignedIn}>
        <FreeGpuBoard clusters={clusters} nowAt={nowAt} />
      </LandingHero>
      <DemoPeople people={demoPeople} />
      <LandingBegin />
      <LandingDoors />
      <LandingCalm />
      <LandingFoot />
    </>
  );
}
