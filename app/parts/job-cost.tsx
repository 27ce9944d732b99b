import { Link } from '@remix-run/react';
import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Bar } from '../ui/bar';
import { Facts } from '../ui/facts';
import { Sheet, SheetBody } from '../ui/sheet';
import { Figure } from '../ui/stat';
import { useHoursText } from './hours-amount';
import { hasEnded } from './job-look';
import { jobSpending } from './job-spending';

interface JobCostProps {
  launch: LaunchView;
  /** When the view was made. */
  loadedAt: Date;
  nowAt: Date;
}

/** What it has cost so far, what is held, and what comes back. */
export function JobCost({ launch, loadedAt, nowAt }: JobCostProps) {
  const t = useText('job');
  const spending = jobSpending(launch, loadedAt, nowAt);
  const text = useHoursText(spending.heldMilliGpuSeconds);
  const held = text(spending.heldMilliGpuSeconds);
  const [used = '', unit = ''] = text(spending.usedMilliGpuSeconds).split('\u00a0');
  const back = text(spending.backMilliGpuSeconds);
  const part = spending.usedMilliGpuSeconds / Math.max(1, spending.heldMilliGpuSeconds);
  const isOver = hasEnded(launch.state);
  return (
    <Sheet as="section" labelledBy="job-cost">
      <SheetBody className="grid gap-3">
        <h2 id="job-cost" className="text-small font-semibold tracking-normal">
          {t('costTitle')}
        </h2>
        <div>
          <Figure value={used} unit={unit} size="normal" />
          <p className="text-small text-text-2">{t(isOver ? 'costOf' : 'costAtMost', { hours: held })}</p>
        </div>
        <Bar
          label={t('costBar', { held, used: text(spending.usedMilliGpuSeconds) })}
          pieces={[
            { fill: 'running', from: 0, to: part },
            { fill: spending.isSettled ? 'track' : 'held', from: part, to: 1 },
          ]}
        />
        <div className="text-small">
          <Facts
            facts={[
              { name: t('costRate', { gpu: launch.gpuModel }), value: rateText(launch.rateMilli) },
              { name: t('costHeld'), value: held },
              { name: t(spending.isSettled ? 'costReturned' : 'costWillReturn'), value: back },
            ]}
          />
        </div>
        {isOver && !spending.isSettled && <p className="text-small text-text-2">{t('costCounting')}</p>}
        {spending.isPaidByPlatform && <p className="text-small text-text-2">{t('costByPlatform')}</p>}
        <p className="text-small">
          <Link to={paths.hours()} prefetch="intent">
            {t('costLook')}
          </Link>
        </p>
      </SheetBody>
    </Sheet>
  );
}

/** `× 1.10`: how many reference GPU-hours one hour is. */
export const rateText = (rateMilli: number): string => `× ${(rateMilli / 1000).toFixed(2)}`;
