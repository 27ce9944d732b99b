/** Minutes before a running launch's limit at which its person is told: time to finish, to save, to save now. The longest first. */
export const endingMinutes = [30, 10, 2] as const;

/** By how much one click extends, and what can be chosen. */
export const extensionSteps = [1_800, 3_600, 7_200] as const;

/** asked: the hours are held and the centre has not answered yet · done: it said yes · refused: it said no, the extra hours are back. */
export const extensionStates = ['asked', 'done', 'refused'] as const;
export type ExtensionState = (typeof extensionStates)[number];

/**
 * The warning that is due with so much left, in minutes; undefined: none. A launch that is no longer than twice a warning gets none of
 * that kind: it would come as soon as it has begun. Never throws.
 */
export function endingNotice(walltimeSeconds: number, leftSeconds: number): number | undefined {
  return endingMinutes.findLast((minutes) => leftSeconds <= minutes * 60 && walltimeSeconds >= minutes * 120);
}

/** The walltimes in all that one may ask for: each step that stays within the limit, else what is left up to it. In seconds, ascending. */
export function extensionChoices(walltimeSeconds: number, limitSeconds: number): number[] {
  const within = extensionSteps.map((step) => walltimeSeconds + step).filter((to) => to <= limitSeconds);
  const most = Math.floor(limitSeconds / 60) * 60;
  return within.length > 0 || most - walltimeSeconds < 60 ? within : [most];
}
