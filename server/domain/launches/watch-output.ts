import { findLaunchOfPerson, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { Actor } from '../../actor';
import { limits } from '../../contract/limits';
import type { OutputNews } from '../../contract/output-news';
import { getOwnLaunch, linkOfLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';
import { OutputTail, type TailSource } from './output-tail';
import { outputIndex } from './read-launch-files';

/** A second is what feels live; a job that says nothing for a while is looked at every five. */
const timing = { quickMs: 1_000, slowMs: 5_000 };

/**
 * Lets pages of this process watch what jobs print. The files are read over the person's own link to the cluster, one file once a turn
 * however many watch it, and not at all while nobody does. @returns the use case `LaunchServices.watchOutput`
 */
export function makeOutputWatch(deps: LaunchDeps) {
  const tails = new Map<string, OutputTail>();
  return async (
    actor: Actor,
    id: string,
    at: { arrayIndex?: number; fromByte?: number },
    listener: (news: OutputNews) => void,
  ): Promise<() => void> => {
    const launch = await getOwnLaunch(deps.db, actor, id);
    const arrayIndex = outputIndex(launch, at.arrayIndex);
    const key = `${id}/${arrayIndex ?? ''}`;
    let tail = tails.get(key);
    if (!tail) {
      const source = sourceOf(deps, launch.person_id, id, arrayIndex);
      tail = new OutputTail(source, timing, () => tails.delete(key));
      tails.set(key, tail);
    }
    return tail.watch(at.fromByte, listener);
  };
}

function sourceOf(
  deps: LaunchDeps,
  personId: string,
  id: string,
  arrayIndex: number | undefined,
): TailSource {
  let launch: LaunchRow | undefined;
  return {
    hasEnded: async () => {
      launch = await findLaunchOfPerson(deps.db, personId, id);
      return !launch || launch.state === 'ended' || launch.state === 'settled';
    },
    read: async (fromByte) => {
      const place = launch && (await linkOfLaunch(deps, launch));
      if (!place) return undefined;
      const maxBytes = limits.outputTailBytes;
      return deps.bridges.files.readLines(place.link, id, { arrayIndex, fromByte, maxBytes });
    },
  };
}
