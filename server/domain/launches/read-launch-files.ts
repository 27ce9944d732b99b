import { limits } from '../../contract/limits';
import { AppError } from '../../contract/app-error';
import type { Actor } from '../../actor';
import type { OutputView } from '../../launch-services';
import { contentTypeOf } from '../files/content-type';
import { getOwnLaunch, linkOfLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';

/**
 * A launch's output from a byte on, or its last part. undefined: nothing is written yet. arrayIndex [the first task].
 * @throws AppError[not-found | cluster-down | cluster-closed | deadline-passed]
 */
export async function readOutput(
  deps: LaunchDeps,
  actor: Actor,
  id: string,
  at: { arrayIndex?: number; fromByte?: number },
): Promise<OutputView | undefined> {
  const launch = await getOwnLaunch(deps.db, actor, id);
  const place = await linkOfLaunch(deps, launch);
  if (!place) return undefined;
  const arrayIndex = outputIndex(launch, at.arrayIndex);
  return deps.bridges.files.readOutput(place.link, id, {
    arrayIndex,
    fromByte: at.fromByte,
    maxBytes: limits.outputTailBytes,
  });
}

/** Which task's output is meant: the first one's when none is named; a launch that is no array has none. Never throws. */
export function outputIndex(launch: { array_range: string | null }, asked?: number): number | undefined {
  if (launch.array_range === null) return undefined;
  return asked ?? Number(/^\d+/.exec(launch.array_range)?.[0] ?? 0);
}

/** What the job has written into its work folder; empty before it is at the cluster. @throws as `readOutput` */
export async function listResults(deps: LaunchDeps, actor: Actor, id: string) {
  const place = await linkOfLaunch(deps, await getOwnLaunch(deps.db, actor, id));
  return place ? deps.bridges.files.listResults(place.link, id) : [];
}

/** One result file, at most `limits.resultFileBytes`. @throws AppError[not-found | too-large | cluster-down | cluster-closed] */
export async function readResult(
  deps: LaunchDeps,
  actor: Actor,
  id: string,
  path: string,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const place = await linkOfLaunch(deps, await getOwnLaunch(deps.db, actor, id));
  if (!place) throw new AppError('not-found');
  const bytes = await deps.bridges.files.readResult(place.link, id, path, limits.resultFileBytes);
  return { bytes, contentType: contentTypeOf(path) };
}
