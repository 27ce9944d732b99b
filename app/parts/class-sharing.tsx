import { Form } from '@remix-run/react';
import { useState } from 'react';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Bar } from '../ui/bar';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { SelectField } from '../ui/select-field';
import { problemOf, type SteerProps } from './class-steer-props';
import { sharePreview } from './class-share-preview';

const toHours = (amount: number): string =>
  String(Math.round((amount / milliGpuSecondsPerGpuHour) * 100) / 100);
const releaseDays = [7, 14, 30];

/** One slider: a floor for everybody and what is then left as a pool, seen as it moves, before anything is saved. */
export function ClassSharing({ view, problem: anyProblem }: SteerProps) {
  const t = useText('classes');
  const format = useFormat();
  const problem = problemOf(anyProblem, 'share');
  const [floor, setFloor] = useState(typedValue(problem, 'floor', toHours(view.floorMilliGpuSeconds)));
  const preview = sharePreview(view, Number(floor) * milliGpuSecondsPerGpuHour);
  const pool = format.gpuHours(Math.max(0, preview.poolMilliGpuSeconds));
  const most = toHours(preview.mostEachMilliGpuSeconds);
  const whole = Math.max(1, view.hours.grantedMilliGpuSeconds);
  const part = Math.min(1, preview.sharesMilliGpuSeconds / whole);
  return (
    <Section title={t('shareTitle')}>
      <Form method="post" className="grid max-w-[720px] gap-5">
        <input type="hidden" name="intent" value="share" />
        <input type="hidden" name="version" value={view.version} />
        <p className="text-text-2">{t('shareLead')}</p>
        <div className="grid gap-2">
          <label htmlFor="class-floor" className="text-small font-semibold">
            {t('floor')}
          </label>
          <input
            id="class-floor"
            type="range"
            min="0"
            max={most}
            step="0.1"
            value={floor}
            aria-valuetext={format.gpuHours(Number(floor) * milliGpuSecondsPerGpuHour)}
            aria-describedby="class-share-sum"
            onChange={(event) => setFloor(event.target.value)}
            className="w-full accent-accent"
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label={t('floor')}
            name="floor"
            unit={t('hoursUnit')}
            inputMode="decimal"
            min="0"
            step="any"
            required
            error={problem?.errors['floor'] && t('fixHours')}
            value={floor}
            onChange={(event) => setFloor(event.target.value)}
          />
          <NumberField
            label={t('cap')}
            help={t('capHelp')}
            name="cap"
            unit={t('hoursUnit')}
            inputMode="decimal"
            min="0"
            step="any"
            required
            error={problem?.errors['poolCap'] && t('fixHours')}
            defaultValue={typedValue(problem, 'cap', toHours(view.poolCapMilliGpuSeconds))}
          />
        </div>
        <Bar
          label={t('shareBar', { shares: format.gpuHours(preview.sharesMilliGpuSeconds), pool })}
          pieces={[
            { fill: 'left', from: 0, to: part },
            { fill: 'pool', from: part, to: 1 },
          ]}
          size="tall"
        />
        <p id="class-share-sum" aria-live="polite" className="font-semibold">
          {preview.poolMilliGpuSeconds < 0
            ? t('shareTooMuch', { missing: format.gpuHours(-preview.poolMilliGpuSeconds) })
            : t('shareSum', {
                students: String(view.students.length),
                floor: format.gpuHours(Number(floor) * milliGpuSecondsPerGpuHour),
                pool,
              })}
        </p>
        <div className="max-w-[360px]">
          <SelectField
            label={t('release')}
            name="release"
            defaultValue={typedValue(problem, 'release', String(view.releaseUnusedDays ?? ''))}
            options={[
              { value: '', label: t('releaseNever') },
              ...releaseDays.map((days) => ({
                value: String(days),
                label: t('releaseAfter', { days: String(days) }),
              })),
            ]}
          />
        </div>
        <div>
          <Button type="submit" kind="primary">
            {t('shareSave')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
