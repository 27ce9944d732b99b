import { parseArrayRange } from '#server/contract/array-range';
import type { LaunchView } from '#server/launch-services';

/** The indexes of an array's tasks, in order; none when it is no array. Never throws. */
export function arrayIndexesOf({ array }: Pick<LaunchView, 'array'>): readonly number[] {
  return (array === undefined ? undefined : parseArrayRange(array)?.indexes) ?? [];
}
