import { cleanLine } from '../clean-text';
import type { RemoteResult } from '../ssh/port';
import type { SubmitOutcome } from './port';

export type RefusalReason = Extract<SubmitOutcome, { kind: 'refused' }>['reason'];

/** What only the controller itself can have written, and what it means. Everything else is an unknown outcome. */
export type RefusalTable = readonly (readonly [words: RegExp, reason: RefusalReason])[];

/**
 * What a launcher's end means. `isId` knows the scheduler's form of an id. `allowRefusal` [true] false: the caller knows of an earlier
 * try with an unknown outcome that the launcher's own folder may have lost, so not even a plain refusal is believed. Never throws.
 */
export function launcherOutcome(
  result: RemoteResult,
  isId: (text: string) => boolean,
  refusals: RefusalTable,
  allowRefusal = true,
): SubmitOutcome {
  const stdout = result.stdout.toString('utf8').trim();
  if (result.exitCode === 0 && isId(stdout)) return { kind: 'accepted', schedulerJobId: stdout };
  if (result.exitCode === 66) return { kind: 'cancelled' };
  const mark = 'modu: refused\n';
  const at = result.stderr.indexOf(mark);
  const words = cleanLine(at < 0 ? result.stderr : result.stderr.slice(at + mark.length));
  // Only the answer to this very submission counts, and never one that came after an unanswered try: launcher.sh sees to that.
  const refusal =
    at < 0 || result.exitCode !== 75 ? undefined : refusals.find(([pattern]) => pattern.test(words));
  if (refusal && allowRefusal) return { kind: 'refused', words, reason: refusal[1] };
  return {
    kind: 'unknown',
    words: words || cleanLine(`exit ${result.exitCode ?? result.signal}: ${stdout}`),
  };
}
