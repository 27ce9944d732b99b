import type { ReactNode } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useNow } from '../hooks/use-now';
import { JobApp } from './job-app';
import { JobChosen, JobScript } from './job-chosen';
import { JobClock } from './job-clock';
import { JobCost } from './job-cost';
import { JobEnd } from './job-end';
import { JobExtend } from './job-extend';
import { JobGuard } from './job-guard';
import { JobHead } from './job-head';
import { JobOutput } from './job-output';
import { JobPathSteps } from './job-path-steps';
import { JobResults } from './job-results';
import { JobRuler } from './job-ruler';
import { JobWhy } from './job-why';

interface JobPageProps {
  launch: LaunchView;
  folder: ReactNode;
  /** When the view was made. */
  loadedAt: Date;
}

/** Everything about one launch: how it stands on one line of time, why, what it says and made, and beside them what it costs. */
export function JobPage({ launch, folder, loadedAt }: JobPageProps) {
  const nowAt = useNow();
  return (
    <>
      <JobHead launch={launch} nowAt={nowAt} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 gap-6">
          <JobGuard launch={launch} nowAt={nowAt} />
          <JobApp launch={launch} nowAt={nowAt} />
          <JobEnd launch={launch} />
          <JobRuler launch={launch} nowAt={nowAt} />
          <JobWhy launch={launch} nowAt={nowAt} />
          {launch.kind !== 'by-hand' && <JobOutput launch={launch} />}
          {launch.may.showOutput && <JobResults launch={launch} folder={folder} nowAt={nowAt} />}
          {launch.kind === 'batch' && <JobScript script={launch.script} />}
        </div>
        <div className="grid min-w-0 gap-6">
          <JobClock launch={launch} nowAt={nowAt} />
          <JobExtend launch={launch} nowAt={nowAt} />
          <JobCost launch={launch} loadedAt={loadedAt} nowAt={nowAt} />
          <JobPathSteps launch={launch} nowAt={nowAt} />
          <JobChosen launch={launch} />
        </div>
      </div>
    </>
  );
}
