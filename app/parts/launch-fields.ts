import type { LaunchValues } from './launch-values';

/** What every part of the launch form is given: the fields as they stand, and how to change them. */
export interface LaunchFields {
  values: LaunchValues;
  change: (part: Partial<LaunchValues>) => void;
  /** Grows when all fields were filled anew, so that parts with a state of their own begin again. */
  round: number;
}
