import { Fragment, type ReactNode } from 'react';
import { classes } from './classes';

export interface Fact {
  name: string;
  value: ReactNode;
  /** A sum: a line above it, and bold. */
  isSum?: boolean;
}

/** Names and values, one pair a line. */
export function Facts({ facts, isLeft = false }: { facts: readonly Fact[]; isLeft?: boolean }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-y-[7px]">
      {facts.map(({ name, value, isSum }) => {
        const sum = isSum && 'mt-0.5 border-t border-line pt-2 font-semibold text-text';
        return (
          <Fragment key={name}>
            <dt className={classes('text-text-2', sum)}>{name}</dt>
            <dd className={classes('min-w-0 pl-4', isLeft ? 'text-left' : 'text-right', sum)}>{value}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
