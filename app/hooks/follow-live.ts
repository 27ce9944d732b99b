import type { LiveEvent } from '#server/contract/live-events';
import { followStream, type LiveWorld, type StreamListener } from './follow-stream';

/** Follows `/live` until the returned function is called. Every `open` means that events may have been missed before it. */
export const followLive = (
  url: string,
  listener: StreamListener<LiveEvent>,
  world?: LiveWorld,
): (() => void) => followStream(() => url, readLiveEvent, listener, world);

const isKnown: Record<LiveEvent['kind'], true> = {
  launch: true,
  hours: true,
  request: true,
  cluster: true,
  class: true,
  shown: true,
  'session-ended': true,
  'token-ended': true,
};

/** What a message says; undefined for one of another version. Never throws. */
export function readLiveEvent(text: string): LiveEvent | undefined {
  try {
    const event = JSON.parse(text) as LiveEvent | null;
    return event && Object.hasOwn(isKnown, event.kind) ? event : undefined;
  } catch {
    return undefined;
  }
}
