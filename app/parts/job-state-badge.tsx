import { CircleDashed } from 'lucide-react';
import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { hasEnded, launchLook } from './job-look';

type Shown = Pick<LaunchView, 'state' | 'end' | 'isCancelRequested' | 'jobs' | 'tasks'>;

/** How a launch stands, in a word; for arrays with how many of its tasks run. */
export function useStateWord() {
  const t = useText('job');
  const states = useText('states');
  return (launch: Shown): string => {
    if (hasEnded(launch.state))
      return launch.end ? states(`end.${launch.end}`) : states(`launch.${launch.state}`);
    if (launch.isCancelRequested) return t('stopping');
    const running = launch.jobs.filter((job) => job.state === 'running').length;
    if (launch.tasks > 1 && launch.state === 'running')
      return t('tasksRunning', { total: launch.tasks, count: running });
    return states(`launch.${launch.state}`);
  };
}

/** The badge of a launch: colour, outline and word together. */
export function JobStateBadge({ launch, look }: { launch: Shown; look?: 'soft' | 'bare' }) {
  const word = useStateWord()(launch);
  const isStopping = launch.isCancelRequested && !hasEnded(launch.state);
  const { tone, icon } = isStopping ? { tone: 'cancelled' as const, icon: CircleDashed } : launchLook(launch);
  return (
    <Badge tone={tone} icon={icon} look={look ?? 'soft'}>
      {word}
    </Badge>
  );
}
