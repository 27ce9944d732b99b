import type { BarPiece } from './bar';
import { percent } from './percent';

/** All positions are parts of one: 0 is the ruler's left end, 1 its right. */
export interface RulerProps {
  /** The whole in words. */
  label: string;
  pieces?: readonly BarPiece[];
  /** A forecast: from earliest to latest, `mid` the likely one. */
  interval?: { from: number; to: number; mid: number; isBest?: boolean };
  now?: number;
  ticks?: readonly number[];
  heightPixels?: number;
}

const quarters = [0, 0.25, 0.5, 0.75, 1];

/** One line of time: solid has happened, hatched is not yet, a bracket with a dot is a forecast, the upright line is now. */
export function Ruler({
  label,
  pieces = [],
  interval,
  now,
  ticks = quarters,
  heightPixels = 30,
}: RulerProps) {
  const high = Math.min(12, heightPixels - 4);
  const top = (heightPixels - high) / 2;
  return (
    <svg className="ruler" height={heightPixels} role="img" aria-label={label}>
      {ticks.map((at) => (
        <Line key={at} className="ruler-tick" at={at} from={0} to={heightPixels} />
      ))}
      {pieces.map((piece) => (
        <rect
          key={`${piece.fill}-${piece.from}`}
          className={`fill-${piece.fill}`}
          x={percent(piece.from)}
          width={percent(piece.to - piece.from)}
          y={top}
          height={high}
          rx="2"
        />
      ))}
      {interval && <Interval {...interval} middle={heightPixels / 2} />}
      {now !== undefined && <Line className="ruler-now" at={now} from={0} to={heightPixels} />}
    </svg>
  );
}

interface LineProps {
  className: string;
  at: number;
  from: number;
  to: number;
}
function Line({ className, at, from, to }: LineProps) {
  return <line className={className} x1={percent(at)} x2={percent(at)} y1={from} y2={to} />;
}

type IntervalProps = NonNullable<RulerProps['interval']> & { middle: number };
function Interval({ from, to, mid, isBest, middle }: IntervalProps) {
  return (
    <g className={isBest ? 'is-best' : undefined}>
      <line className="ruler-interval" x1={percent(from)} x2={percent(to)} y1={middle} y2={middle} />
      <Line className="ruler-interval" at={from} from={middle - 5} to={middle + 5} />
      <Line className="ruler-interval" at={to} from={middle - 5} to={middle + 5} />
      <circle className="ruler-mid" cx={percent(mid)} cy={middle} r="4" />
    </g>
  );
}

export interface RulerText {
  at: number;
  text: string;
  isStrong?: boolean;
}

/** Words under a ruler; those at the ends keep inside. Hidden from screen readers: the ruler's label says it. */
export function RulerTexts({ texts }: { texts: readonly RulerText[] }) {
  return (
    <svg className="ruler" height="20" aria-hidden="true">
      {texts.map(({ at, text, isStrong }) => (
        <text
          key={`${at}-${text}`}
          className={isStrong ? 'strong' : undefined}
          x={percent(at)}
          y="15"
          textAnchor={at < 0.08 ? 'start' : at > 0.92 ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
