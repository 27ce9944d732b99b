import type { ReactNode } from 'react';
import { classes } from './classes';
import { percent } from './percent';

/** What a piece of a bar or ruler means; classes `fill-…` of `styles/time.css`. */
export type Fill =
  | 'left'
  | 'held'
  | 'used'
  | 'pool'
  | 'track'
  | 'wait'
  | 'setup'
  | 'queued'
  | 'running'
  | 'rest'
  | 'completed'
  | 'failed'
  | 'timed-out'
  | 'cancelled'
  | 'unknown'
  | 'warn';

/** Parts of one: 0 is left, 1 is right. */
export interface BarPiece {
  fill: Fill;
  from: number;
  to: number;
}

export interface BarProps {
  /** The whole in words: `24시간 가운데 14.2시간 남음, 2시간 잡아 둠`. */
  label: string;
  pieces: readonly BarPiece[];
  size?: 'thin' | 'normal' | 'tall';
}

/** A bar of pieces; for hours it is a fuel gauge: what is left is solid and on the left. */
export function Bar({ label, pieces, size = 'normal' }: BarProps) {
  return (
    <svg className={classes('bar', size !== 'normal' && `bar-${size}`)} role="img" aria-label={label}>
      <rect className="fill-track" width="100%" height="100%" />
      {pieces.map((piece) => (
        <rect
          key={`${piece.fill}-${piece.from}`}
          className={`fill-${piece.fill}`}
          x={percent(piece.from)}
          width={percent(piece.to - piece.from)}
          height="100%"
        />
      ))}
    </svg>
  );
}

/** How far a piece of work is; part undefined: it is not known how far. */
export function Progress({
  label,
  part,
  fill = 'running',
}: {
  label: string;
  part: number | undefined;
  fill?: Fill;
}) {
  const value = part === undefined ? undefined : Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <svg
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
    >
      <rect className="fill-track" width="100%" height="100%" />
      {part === undefined ? (
        <rect className="fill-rest" width="100%" height="100%" />
      ) : (
        <rect className={`fill-${fill}`} width={percent(part)} height="100%" />
      )}
    </svg>
  );
}

export interface BarKeyItem {
  fill: Fill;
  label: ReactNode;
  value?: ReactNode;
}

/** What the pieces mean. */
export function BarKey({ items, children }: { items: readonly BarKeyItem[]; children?: ReactNode }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-text-2">
      {items.map((item) => (
        <li key={item.fill} className="inline-flex items-center gap-[7px] whitespace-nowrap">
          <svg className="h-2.5 w-4 overflow-hidden rounded-[2px]" aria-hidden="true">
            <rect className={`fill-${item.fill}`} width="100%" height="100%" />
          </svg>
          {item.label}
          {item.value !== undefined && <b className="text-text">{item.value}</b>}
        </li>
      ))}
      {children}
    </ul>
  );
}
