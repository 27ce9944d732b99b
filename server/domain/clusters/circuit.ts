import type { Circuit } from '../../contract/clusters';

/** One bad probe may be an accident; of two in a row the cluster is not to be used. */
const failuresToOpen = 2;

/**
 * What a circuit becomes with one more probe. Two bad ones in a row open it, a strange host key does at once; two good ones in a row close
 * it again. Pure.
 */
export function nextCircuit(
  before: { circuit: Circuit; failures: number },
  seen: { isGood: boolean; isFinal?: boolean },
): { circuit: Circuit; failures: number } {
  if (seen.isGood) return { circuit: before.circuit === 'open' ? 'half-open' : 'closed', failures: 0 };
  const failures = before.failures + 1;
  const isClosed = before.circuit === 'closed' && failures < failuresToOpen && seen.isFinal !== true;
  return { circuit: isClosed ? 'closed' : 'open', failures };
}
