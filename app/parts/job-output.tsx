import { Download } from 'lucide-react';
import { useState } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useJobOutput } from '../hooks/use-job-output';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { Sheet } from '../ui/sheet';
import { hasEnded } from './job-look';
import { JobOutputState } from './job-output-state';
import { JobOutputTask, firstTaskToShow } from './job-output-task';
import { JobOutputText } from './job-output-text';

/** What the job prints, growing as it comes; of an array one task at a time. */
export function JobOutput({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const [chosen, setChosen] = useState<number>();
  const task = launch.array === undefined ? undefined : (chosen ?? firstTaskToShow(launch));
  const isOn = launch.may.showOutput;
  const { shown, state } = useJobOutput({ launchId: launch.id, task, isOn });
  const hasText = shown.pieces.length > 0 || shown.unfinished !== '';
  const isOver = hasEnded(launch.state);
  const empty = !isOn
    ? t(isOver ? 'outputEmptyEnd' : 'outputNotYet')
    : state === 'loading'
      ? t('outputLoading')
      : t(isOver ? 'outputEmptyEnd' : 'outputNone');
  return (
    <Sheet as="section" labelledBy="job-output" className="overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
        <h2 id="job-output" className="text-h3">
          {t('outputTitle')}
        </h2>
        {task !== undefined && <JobOutputTask launch={launch} task={task} onChoose={setChosen} />}
        <span className="ml-auto flex items-center gap-3">
          {isOn && <JobOutputState state={state} isOver={isOver} />}
          {hasText && (
            <a
              href={paths.launchOutput(launch.id, task === undefined ? {} : { task: String(task) })}
              download
              className={buttonClass({ size: 'small', kind: 'quiet' })}
            >
              <Download />
              {t('outputSave')}
            </a>
          )}
        </span>
      </div>
      {state === 'away' && isOn && (
        <p className="px-4 pb-3 text-small text-warn-text md:px-6">{t('outputAway')}</p>
      )}
      {hasText ? (
        <JobOutputText key={task ?? 'one'} shown={shown} />
      ) : (
        <p className="border-t border-line px-4 py-6 text-text-2 md:px-6">{empty}</p>
      )}
    </Sheet>
  );
}
