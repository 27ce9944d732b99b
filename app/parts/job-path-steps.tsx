import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { Sheet, SheetBody } from '../ui/sheet';
import { Steps, type Step } from '../ui/steps';
import { useHoursText } from './hours-amount';
import { jobPath, type PathStep } from './job-path';
import { useWhen } from './use-when';

/** What happened, one under the other, with its instant; then what is to come. */
export function JobPathSteps({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const title = usePathTitle(launch);
  const when = useWhen(nowAt);
  const more = usePathMore(launch);
  const steps = jobPath(launch).map((step): Step => ({
    key: step.key,
    state: step.state,
    title: title(step),
    ...(step.at === undefined ? {} : { time: when(step.at, 'seconds') }),
    ...(more(step) === undefined ? {} : { more: more(step) }),
  }));
  return (
    <Sheet as="section" labelledBy="job-path">
      <SheetBody>
        <h2 id="job-path" className="mb-3 text-small font-semibold tracking-normal">
          {t('pathTitle')}
        </h2>
        <Steps label={t('pathTitle')} steps={steps} />
      </SheetBody>
    </Sheet>
  );
}

function usePathTitle(launch: LaunchView) {
  const t = useText('job');
  const states = useText('states');
  return ({ key, state }: PathStep): string => {
    if (state === 'todo') return t(`pathTodo.${key}`);
    if (state === 'now') return launch.state === 'unknown' ? t('pathUnknown') : t(`pathNow.${key}`);
    return key === 'ended' && launch.end ? states(`end.${launch.end}`) : t(`path.${key}`);
  };
}

function usePathMore(launch: LaunchView) {
  const t = useText('job');
  const hours = useHoursText(launch.heldMilliGpuSeconds);
  return ({ key, at }: PathStep): string | undefined => {
    if (at === undefined) return undefined;
    if (key === 'held') return hours(launch.heldMilliGpuSeconds);
    if (key !== 'settled' || launch.chargedMilliGpuSeconds === undefined) return undefined;
    const back = Math.max(0, launch.heldMilliGpuSeconds - launch.chargedMilliGpuSeconds);
    return t('pathReturned', { hours: hours(back) });
  };
}
