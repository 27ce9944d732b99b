import type { Level } from '../../contract/roles';

/** What of a programme the rules look at; days `YYYY-MM-DD`, both inclusive. */
export interface ProgrammeTerms {
  isClosed: boolean;
  isRolling: boolean;
  calls: readonly { opensOn: string; closesOn: string }[];
  leaderLevels: readonly Level[];
  adviserLevels: readonly Level[];
}

/** open: can be asked in today · coming: from a day on · none: not by this person, or no call is planned. */
export type Offer =
  | { kind: 'open'; needsAdviser: boolean; closesOn: string | undefined }
  | { kind: 'coming'; needsAdviser: boolean; opensOn: string }
  | { kind: 'none' };

/** What a programme offers to somebody of a level on a day. Of several calls on that day the one that closes last. Never throws. */
export function offerOf(terms: ProgrammeTerms, level: Level, todayOn: string): Offer {
  const isTheirs = terms.leaderLevels.length === 0 || terms.leaderLevels.includes(level);
  if (terms.isClosed || !isTheirs) return { kind: 'none' };
  const needsAdviser = terms.adviserLevels.includes(level);
  if (terms.isRolling) return { kind: 'open', needsAdviser, closesOn: undefined };
  const now = terms.calls.filter(({ opensOn, closesOn }) => opensOn <= todayOn && todayOn <= closesOn);
  const closesOn = now
    .map((call) => call.closesOn)
    .sort()
    .at(-1);
  if (closesOn !== undefined) return { kind: 'open', needsAdviser, closesOn };
  const [opensOn] = terms.calls
    .map((call) => call.opensOn)
    .filter((on) => on > todayOn)
    .sort();
  return opensOn === undefined ? { kind: 'none' } : { kind: 'coming', needsAdviser, opensOn };
}
