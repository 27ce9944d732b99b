import type { RequestState } from '../../contract/requests';

/** What decides whether somebody reads a review. */
export interface Sight {
  /** owner: whose request it is, whatever else they are. */
  who: 'owner' | 'reviewer' | 'administrator';
  isMine: boolean;
  /** Whether who looks has given their own review. */
  hasGivenOwn: boolean;
  state: RequestState;
}

/** Whether it was granted, in whole or part, or declined. Never throws. */
export const isDecided = (state: RequestState): boolean =>
  state === 'granted' || state === 'partly-granted' || state === 'declined';

/** Who reads scores, comments and hours of a review, and when. One line each. */
const reads: Record<Sight['who'], (sight: Sight) => boolean> = {
  owner: ({ state }) => isDecided(state),
  reviewer: ({ isMine, hasGivenOwn }) => isMine || hasGivenOwn,
  administrator: ({ state }) => isDecided(state),
};

/** Tells whether what a review says is shown. Never throws. */
export const readsReview = (sight: Sight): boolean => reads[sight.who](sight);

/** Only administrators see who the reviewers are; everybody knows themselves. Never throws. */
export const seesNames = ({ who, isMine }: Pick<Sight, 'who' | 'isMine'>): boolean =>
  who === 'administrator' || isMine;
