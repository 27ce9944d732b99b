import { Check, Slash, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';

export interface Step {
  key: string;
  title: ReactNode;
  /** Right of the title: when, or how long. */
  time?: ReactNode;
  /** `stopped`: it ended because somebody wanted it to. */
  state: 'done' | 'now' | 'todo' | 'failed' | 'stopped';
  more?: ReactNode;
}

const marks: Record<Step['state'], string> = {
  done: 'border-completed-solid bg-completed-solid text-surface',
  now: 'border-accent bg-accent-soft text-accent-text',
  todo: 'border-line-strong bg-surface text-text-3',
  failed: 'border-failed-solid bg-failed-solid text-surface',
  stopped: 'border-cancelled-solid bg-cancelled-solid text-surface',
};
const icons: Partial<Record<Step['state'], LucideIcon>> = { done: Check, failed: X, stopped: Slash };

/** Steps in their order: done are ticked, the present one is marked `aria-current`, the rest are grey. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className="relative grid grid-cols-[28px_minmax(0,1fr)_auto] gap-x-3 pb-5 last:pb-0"
        >
          {index < steps.length - 1 && <Thread isDone={step.state === 'done'} />}
          <Mark state={step.state} number={index + 1} />
          <span className={classes('leading-7', step.state === 'todo' ? 'text-text-3' : 'font-semibold')}>
            {step.title}
          </span>
          <span className="text-small leading-7 whitespace-nowrap text-text-2">{step.time}</span>
          {step.more !== undefined && (
            <div className="col-span-2 col-start-2 text-small text-text-2">{step.more}</div>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The line down to the next step. */
function Thread({ isDone }: { isDone: boolean }) {
  const colour = isDone ? 'bg-completed-solid' : 'bg-line';
  return <span className={classes('absolute top-7 bottom-0 left-[13px] w-0.5', colour)} />;
}

function Mark({ state, number }: { state: Step['state']; number: number }) {
  const Icon = icons[state];
  return (
    <span
      aria-hidden="true"
      className={classes(
        'z-[1] grid size-7 place-items-center rounded-full border-2 text-small font-bold',
        marks[state],
      )}
    >
      {Icon ? <Icon className="size-4 stroke-[2.5]" /> : number}
    </span>
  );
}
