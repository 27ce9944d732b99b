import type { LaunchView } from '#server/launch-services';
import { arrayIndexesOf } from './job-array';
import { useText } from '../locales/use-text';

interface JobOutputTaskProps {
  launch: LaunchView;
  task: number;
  onChoose: (task: number) => void;
}

/** Which task of an array one looks at. */
export function JobOutputTask({ launch, task, onChoose }: JobOutputTaskProps) {
  const t = useText('job');
  const states = useText('states');
  const stateOf = (index: number) => {
    const job = launch.jobs.find((one) => one.arrayIndex === index);
    if (!job) return '';
    return ` · ${job.state === 'ended' && job.end ? states(`end.${job.end}`) : states(`job.${job.state}`)}`;
  };
  return (
    <select
      aria-label={t('outputTask')}
      value={task}
      onChange={(event) => onChoose(Number(event.target.value))}
      className="input w-auto min-h-control-small py-0.5 text-small"
    >
      {arrayIndexesOf(launch).map((index) => (
        <option key={index} value={index}>
          {t('task', { index: String(index) }) + stateOf(index)}
        </option>
      ))}
    </select>
  );
}

/** The first that went wrong, else the first that runs, else the first. Never throws. */
export function firstTaskToShow(launch: Pick<LaunchView, 'jobs' | 'array'>): number {
  const wrong = launch.jobs.find((job) => job.end !== undefined && job.end !== 'completed');
  const running = launch.jobs.find((job) => job.state === 'running');
  return wrong?.arrayIndex ?? running?.arrayIndex ?? arrayIndexesOf(launch)[0] ?? 0;
}
