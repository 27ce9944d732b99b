import type { ReactNode } from 'react';
import type { HoursView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Bar, BarKey } from '../ui/bar';
import { Sheet, SheetBody, SheetFoot } from '../ui/sheet';
import { Figure } from '../ui/stat';
import { hoursPieces } from './hours-pieces';

export interface HoursGaugeProps {
  hours: HoursView;
  /** When each of them ends, the first on top. */
  endsAt: readonly Date[];
  /** Right of the key: where to read on. */
  link?: ReactNode;
  foot?: ReactNode;
}

/** How many hours are left: the page's one large figure over a fuel gauge. */
export function HoursGauge({ hours, endsAt, link, foot }: HoursGaugeProps) {
  const t = useText('hours');
  const format = useFormat();
  const { value, unit } = format.gpuHoursParts(hours.freeMilliGpuSeconds);
  const granted = format.gpuHours(hours.grantedMilliGpuSeconds);
  const free = format.gpuHours(hours.freeMilliGpuSeconds);
  const held = format.gpuHours(hours.heldMilliGpuSeconds);
  const used = format.gpuHours(hours.usedMilliGpuSeconds);
  // Under a figure that names the unit, the parts need none.
  const bare = (amount: number) => format.gpuHoursParts(amount).value;
  return (
    <Sheet>
      <SheetBody className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-small font-semibold tracking-normal">{t('left')}</h2>
          <Ends endsAt={endsAt} />
        </div>
        <p>
          <Figure value={value} unit={unit} />
        </p>
        <Bar size="tall" label={t('bar', { granted, free, held, used })} pieces={hoursPieces(hours)} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <BarKey
            items={[
              { fill: 'left', label: t('keyFree'), value: bare(hours.freeMilliGpuSeconds) },
              { fill: 'held', label: t('keyHeld'), value: bare(hours.heldMilliGpuSeconds) },
              { fill: 'used', label: t('keyUsed'), value: bare(hours.usedMilliGpuSeconds) },
            ]}
          />
          {link !== undefined && <span className="text-small">{link}</span>}
        </div>
      </SheetBody>
      {foot !== undefined && <SheetFoot>{foot}</SheetFoot>}
    </Sheet>
  );
}

/** Until when; with several, when the first of them ends. */
function Ends({ endsAt }: Pick<HoursGaugeProps, 'endsAt'>) {
  const t = useText('hours');
  const format = useFormat();
  const [first, ...others] = endsAt.map((at) => format.instant(at.getTime() - 1, 'day'));
  if (first === undefined) return null;
  const isOne = others.every((day) => day === first);
  return <span className="text-small text-text-2">{t(isOne ? 'until' : 'firstEnds', { day: first })}</span>;
}
