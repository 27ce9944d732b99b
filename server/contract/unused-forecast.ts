/* What of granted hours will be left unused at the end of their period, if people go on as they did. */

/** The stretch that says how somebody works: four weeks, so that one busy week is neither all nor nothing. */
export const lookBackDays = 28;

/** With less behind it nothing is said: a first lesson is no habit. */
const leastDays = 7;

/** Room for working half as much again before anything is called returnable. */
const roomFactor = 1.5;

/** Under this share of what was granted nothing is said: it is not worth anybody's minute. */
const leastPart = 0.1;

const dayMs = 86_400_000;

/** Amounts in milli-GPU-seconds. */
export interface UnusedFacts {
  startsAt: Date;
  endsAt: Date;
  granted: number;
  /** Neither held nor used. */
  free: number;
  /** Used in the last `lookBackDays` days, or since the start when that is later. */
  usedLately: number;
}

export interface UnusedForecast {
  /** Left at the end, if it goes on so; what is held counts as used. */
  unused: number;
  /** What could go back even if half as much again is used; at most `unused`. */
  returnable: number;
}

/** The forecast at an instant; undefined: too early to say, outside the period, or too little to speak of. Never throws. */
export function forecastUnused(facts: UnusedFacts, nowAt: Date): UnusedForecast | undefined {
  const behindDays = (nowAt.getTime() - facts.startsAt.getTime()) / dayMs;
  const aheadDays = (facts.endsAt.getTime() - nowAt.getTime()) / dayMs;
  if (behindDays < leastDays || aheadDays <= 0 || facts.granted <= 0) return undefined;
  const coming = (facts.usedLately / Math.min(lookBackDays, behindDays)) * aheadDays;
  const left = (factor: number) => Math.max(0, Math.floor(facts.free - coming * factor));
  const unused = left(1);
  if (unused < facts.granted * leastPart) return undefined;
  return { unused, returnable: left(roomFactor) };
}
