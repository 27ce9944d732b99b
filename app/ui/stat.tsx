import type { ReactNode } from 'react';
import { classes } from './classes';

interface FigureProps {
  value: ReactNode;
  unit?: ReactNode;
  /** `large` at most once a page. */
  size?: 'large' | 'normal';
}

/** A number with its unit set smaller. */
export function Figure({ value, unit, size = 'large' }: FigureProps) {
  const isLarge = size === 'large';
  return (
    <span
      className={classes(
        'font-bold whitespace-nowrap',
        isLarge
          ? 'text-figure leading-[1.1] tracking-[-0.035em]'
          : 'text-[1.625rem] leading-tight tracking-[-0.03em]',
      )}
    >
      {value}
      {unit !== undefined && (
        <span className="ml-[0.18em] text-[0.58em] font-medium tracking-normal text-text-2">{unit}</span>
      )}
    </span>
  );
}

/** Figures with their names, in a row; children are `Stat`. */
export function Stats({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl aria-label={label} className="grid grid-cols-2 gap-x-4 gap-y-5 md:flex md:flex-wrap md:gap-x-10">
      {children}
    </dl>
  );
}

export function Stat({ label, value, unit }: { label: ReactNode; value: ReactNode; unit?: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="mt-1 text-small text-text-2">{label}</dt>
      <dd>
        <Figure value={value} unit={unit} size="normal" />
      </dd>
    </div>
  );
}
