/** A part of one as an SVG length, held between 0 and 100 %: `0.592` → `59.2%`. Never throws. */
export const percent = (part: number): string => {
  const held = Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : 0;
  return `${Math.round(held * 10_000) / 100}%`;
};
