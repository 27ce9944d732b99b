import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';

export interface Step {
  key: string;
  title: ReactNode;
  /** Right of the title: when, or how long. */
  time?: ReactNode;
  state: 'done' | 'now' | 'todo' | 'failed';
  more?: ReactNode;
}

const marks: Record<Step['state'], string> = {
  done: 'border-completed-solid bg-completed-solid text-surface',
  now: 'border-accent bg-accent-soft text-accent-text',
  todo: 'border-line-strong bg-surface text-text-3',
  failed: 'border-failed-solid bg-failed-solid text-surface',
};

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
          {index < steps.length - 1 && (
            <span
              className={classes(
                'absolute top-7 bottom-0 left-[13px] w-0.5',
                step.state === 'done' ? 'bg-completed-solid' : 'bg-line',
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={classes(
              'z-[1] grid size-7 place-items-center rounded-full border-2 text-small font-bold',
              marks[step.state],
            )}
          >
            {step.state === 'done' ? (
              <Check className="size-4 stroke-[2.5]" />
            ) : step.state === 'failed' ? (
              <X className="size-4 stroke-[2.5]" />
            ) : (
              index + 1
            )}
          </span>
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
