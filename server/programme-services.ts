import type { Actor } from './actor';
import type { ScoreCounting } from './contract/reviews';
import type { Level } from './contract/roles';

/* Programmes of kind research; a part of `services.ts`. Scores are hundredths, 100–500; days `YYYY-MM-DD`, both inclusive. */

export interface CallView {
  id: string;
  opensOn: string;
  closesOn: string;
}

export interface ProgrammeView {
  name: string;
  titleKo: string;
  titleEn: string;
  summaryKo: string;
  summaryEn: string;
  /** 0: any reviewer decides alone. */
  reviewsNeeded: number;
  counting: ScoreCounting;
  grantFrom: number;
  partFrom: number;
  /** How much of a grant comes at once, 1–100; the rest after a report. */
  firstPercent: number;
  isAutoAssigned: boolean;
  isRolling: boolean;
  /** Latest first. */
  calls: CallView[];
  /** Who may ask; empty: everybody. */
  leaderLevels: Level[];
  adviserLevels: Level[];
  isClosed: boolean;
  version: number;
}

/** A programme as somebody who would ask sees it. */
export interface OfferedProgramme extends Pick<
  ProgrammeView,
  'name' | 'titleKo' | 'titleEn' | 'summaryKo' | 'summaryEn' | 'reviewsNeeded' | 'firstPercent'
> {
  /** Whether the person needs an adviser's confirmation in it. */
  needsAdviser: boolean;
  /** The last day of the present call; undefined: it is open always. */
  closesOn: string | undefined;
  /** The next call's first day, when it is closed now; it cannot be chosen then. */
  opensOn: string | undefined;
}

export type ProgrammeDraft = Omit<ProgrammeView, 'calls' | 'version' | 'name'>;

export interface ProgrammeServices {
  /** What the actor may ask in, now or in a coming call; programmes of others' levels are left out. */
  offered(actor: Actor): Promise<OfferedProgramme[]>;
  /** @throws AppError[not-allowed] for who is no administrator; so do all below */
  list(actor: Actor): Promise<ProgrammeView[]>;
  /** @throws AppError[not-found] */
  get(actor: Actor, name: string): Promise<ProgrammeView>;
  /** cap: what all its grants together may use, in milli-GPU-seconds. @throws AppError[invalid-input | name-taken] */
  create(
    actor: Actor,
    draft: ProgrammeDraft & { name: string; capMilliGpuSeconds: number },
  ): Promise<ProgrammeView>;
  /** Holds for requests that are undecided, too. @throws AppError[not-found | invalid-input | changed-meanwhile] */
  change(actor: Actor, name: string, draft: ProgrammeDraft, version: number): Promise<ProgrammeView>;
  /** @throws AppError[not-found | invalid-input] */
  addCall(actor: Actor, name: string, call: Omit<CallView, 'id'>): Promise<void>;
  /** @throws AppError[not-found] */
  removeCall(actor: Actor, name: string, callId: string): Promise<void>;
}
