import { Form, Link } from '@remix-run/react';
import { useState } from 'react';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { limits } from '#server/contract/limits';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue } from '../request/form-problem';
import { Bar } from '../ui/bar';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { ClassGiveBack } from './class-give-back';
import { problemOf, type SteerProps } from './class-steer-props';
import { remindedOfClass } from './hours-reminded';
import { HoursReminders } from './hours-reminders';
import { hoursPieces } from './hours-pieces';

/** What the class has, and asking for more by the plan of its lessons. */
export function ClassHours(props: SteerProps) {
  const { view } = props;
  const t = useText('classes');
  const format = useFormat();
  const words = {
    granted: format.gpuHours(view.hours.grantedMilliGpuSeconds),
    used: format.gpuHours(view.hours.usedMilliGpuSeconds),
    held: format.gpuHours(view.hours.heldMilliGpuSeconds),
  };
  const isEmpty = view.hours.grantedMilliGpuSeconds === 0;
  return (
    <Section
      title={t('hoursTitle')}
      aside={!isEmpty && <Link to={paths.statement({ of: 'class', id: view.id })}>{t('statementFile')}</Link>}
    >
      <div className="grid gap-5">
        {!view.isEnded && <HoursReminders hours={[remindedOfClass(view)]} />}
        {isEmpty ? (
          <p className="text-text-2">{t('noHours')}</p>
        ) : (
          <div className="grid gap-2">
            <Bar label={t('hoursLine', words)} pieces={hoursPieces(view.hours)} size="tall" />
            <p className="text-small text-text-2">{t('hoursLine', words)}</p>
          </div>
        )}
        {view.requests.length > 0 && (
          <ul className="grid gap-1 text-small">
            {view.requests.map((request) => (
              <li key={request.id}>
                <Link to={paths.request(request.id)}>
                  {t('asked', { hours: format.gpuHours(request.askedMilliGpuSeconds) })}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {view.mayManage && !view.isEnded && (
          <details open={isEmpty || problemOf(props.problem, 'ask-hours') !== undefined}>
            <summary className="cursor-pointer font-semibold text-accent-text">{t('askTitle')}</summary>
            <PlanForm {...props} />
          </details>
        )}
        {view.mayManage && !view.isEnded && view.pool.freeMilliGpuSeconds > 0 && <ClassGiveBack {...props} />}
      </div>
    </Section>
  );
}

function PlanForm({ view, problem: anyProblem }: SteerProps) {
  const t = useText('classes');
  const format = useFormat();
  const problem = problemOf(anyProblem, 'ask-hours');
  const [plan, setPlan] = useState({
    students: typedValue(problem, 'students', String(Math.max(view.students.length, view.size))),
    lessons: typedValue(problem, 'lessons', '10'),
    gpusEach: typedValue(problem, 'gpusEach', '1'),
    hoursEach: typedValue(problem, 'hoursEach', '2'),
  });
  const product = Object.values(plan).reduce((sum, text) => sum * Number(text), milliGpuSecondsPerGpuHour);
  const field = (name: keyof typeof plan, label: string, unit: string, max: number, step: string) => (
    <NumberField
      label={label}
      name={name}
      unit={unit}
      min={step === 'any' ? '0.1' : '1'}
      max={max}
      step={step}
      required
      inputMode="decimal"
      error={problem?.errors[name] && t('fixPlan')}
      value={plan[name]}
      onChange={(event) => setPlan({ ...plan, [name]: event.target.value })}
    />
  );
  return (
    <Form method="post" className="mt-4 grid max-w-[720px] gap-5">
      <input type="hidden" name="intent" value="ask-hours" />
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {field('students', t('size'), t('people'), limits.classSize, '1')}
        {field('lessons', t('askLessons'), t('times'), 200, '1')}
        {field('gpusEach', t('askGpus'), t('each'), 8, '1')}
        {field('hoursEach', t('askHours'), t('hoursUnit'), 24, 'any')}
      </div>
      <p aria-live="polite" className="font-semibold">
        {t('askSum', { hours: format.gpuHours(Number.isFinite(product) ? product : 0) })}
      </p>
      <TextArea
        label={t('askPurpose')}
        help={t('askPurposeHelp')}
        name="purpose"
        rows={4}
        required
        maxLength={limits.purposeCharacters - 200}
        error={problem?.errors['purpose'] && t('fixPurpose')}
        defaultValue={typedValue(problem, 'purpose')}
      />
      <div>
        <Button type="submit" kind="primary">
          {t('askSend')}
        </Button>
      </div>
    </Form>
  );
}
