import type { ReactNode } from 'react';
import type { LiveQuote } from '../hooks/use-launch-quote';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Bar } from '../ui/bar';
import { Facts } from '../ui/facts';
import { Sheet, SheetBody } from '../ui/sheet';
import { Figure } from '../ui/stat';
import { useCostFacts } from './launch-cost-facts';
import { LaunchShort } from './launch-short';

interface CostProps {
  live: LiveQuote;
  /** The button that launches. */
  children: ReactNode;
}

/** What the launch costs at most and what is left afterwards, beside the form. */
export function LaunchCost({ live, children }: CostProps) {
  const t = useText('launch');
  const format = useFormat();
  const facts = useCostFacts(live);
  const { costMilliGpuSeconds: cost, freeAfterMilliGpuSeconds: after } = live.quote;
  const figure = cost === undefined ? undefined : format.gpuHoursParts(cost);
  return (
    <Sheet as="section" labelledBy="launch-cost">
      <SheetBody className="grid gap-4">
        <h2 id="launch-cost" className="text-small font-semibold tracking-normal">
          {t('cost')}
        </h2>
        {figure === undefined ? (
          <div>
            <p className="text-h3 font-semibold">{t('costUnknown')}</p>
            <p className="text-small text-text-2">{t('costUnknownWhy')}</p>
          </div>
        ) : (
          <p>
            <span className="mr-1.5 text-h3 font-semibold">{t('costAtMost')}</span>
            <Figure value={figure.value} unit={figure.unit} />
          </p>
        )}
        {facts.length > 0 && (
          <div className="text-small">
            <Facts facts={facts} />
          </div>
        )}
        <div aria-live="polite" className="grid gap-2">
          {cost !== undefined && after !== undefined && <After cost={cost} after={after} />}
          <LaunchShort live={live} />
          {live.isStale && <p className="text-small text-warn-text">{t('costStale')}</p>}
        </div>
        <div className="max-md:hidden">{children}</div>
      </SheetBody>
    </Sheet>
  );
}

function After({ cost, after }: { cost: number; after: number }) {
  const t = useText('launch');
  const format = useFormat();
  const whole = Math.max(1, cost + after);
  const words = {
    free: format.gpuHours(cost + after),
    after: format.gpuHours(after),
    cost: format.gpuHours(cost),
  };
  return (
    <>
      <Bar
        label={t('costAfterBar', words)}
        pieces={[
          { fill: 'left', from: 0, to: after / whole },
          { fill: 'held', from: after / whole, to: 1 },
        ]}
      />
      <p className="text-small text-text-2">
        {t.rich('costAfter', { after: words.after, b: (chunks) => <b className="text-text">{chunks}</b> })}
      </p>
    </>
  );
}

/** The same in two lines at the bottom of a phone, with the button under the thumb. */
export function LaunchDock({ live, place, children }: CostProps & { place: string | undefined }) {
  const t = useText('launch');
  const format = useFormat();
  const {
    costMilliGpuSeconds: cost,
    freeAfterMilliGpuSeconds: after,
    freeMilliGpuSeconds: free,
  } = live.quote;
  const isShort = cost !== undefined && after === undefined;
  return (
    <div className="docked flex items-center gap-3 md:hidden">
      <div className="min-w-0 flex-1 leading-snug">
        <p className="font-semibold">
          {cost === undefined ? t('costUnknown') : t('dockCost', { cost: format.gpuHours(cost) })}
        </p>
        <p className={isShort ? 'text-small text-danger-text' : 'truncate text-small text-text-2'}>
          {isShort
            ? t('dockShort', { free: format.gpuHours(free) })
            : after === undefined
              ? t('costUnknownWhy')
              : t('dockAfter', { after: format.gpuHours(after), place: place ?? '' })}
        </p>
      </div>
      {children}
    </div>
  );
}
