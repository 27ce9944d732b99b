import type { ReactNode } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet, SheetBody } from '../ui/sheet';
import { LinkTabs } from '../ui/tabs';
import { JobMade } from './job-made';

interface JobResultsProps {
  launch: LaunchView;
  /** The launch's own folder, where the address asks for it; else what the job made is shown. */
  folder: ReactNode;
  nowAt: Date;
}

/** What the job made; or its own folder, at an address of its own: it comes with the page, also without script. */
export function JobResults({ launch, folder, nowAt }: JobResultsProps) {
  const t = useText('job');
  return (
    <Sheet as="section" labelledBy="job-results">
      <SheetBody className="grid gap-4">
        <h2 id="job-results" className="text-h3">
          {t('resultsTitle')}
        </h2>
        <LinkTabs
          label={t('resultsTitle')}
          tabs={[
            { to: paths.launchPage(launch.id), label: t('resultsMade'), isCurrent: !folder },
            { to: paths.launchFolder(launch.id), label: t('resultsFolder'), isCurrent: Boolean(folder) },
          ]}
        />
        {folder ?? <JobMade launch={launch} nowAt={nowAt} />}
      </SheetBody>
    </Sheet>
  );
}
