import type { LiveEvent } from '#server/contract/live-events';

/** connecting: at first, and after a rest · lost: it was there and is being joined again. */
export type LiveState = 'connecting' | 'open' | 'lost';

export interface LiveListener {
  onEvent: (event: LiveEvent) => void;
  onState: (state: LiveState) => void;
}

/** What of a browser it needs, so that it can be tried without one. */
export interface LiveWorld {
  open: (url: string) => EventSource;
  isHidden: () => boolean;
  /** Calls back when the tab is shown or hidden, until the returned function is called. */
  onVisibility: (listener: () => void) => () => void;
}

/** The browser joins again by itself after a cut line, but not after an answer that is no stream: then it is our turn. */
const retryMs = [5_000, 10_000, 30_000, 60_000];
/** A tab that nobody sees lets go of its line: over HTTP/1.1 a browser has six for all tabs of the portal together. */
export const restAfterMs = 30_000;

/** Follows `/live` until the returned function is called. Every `open` means that events may have been missed before it. */
export function followLive(url: string, listener: LiveListener, world: LiveWorld = browser): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const open = () => {
    const own = world.open(url);
    source = own;
    own.onopen = () => {
      tries = 0;
      listener.onState('open');
    };
    own.onmessage = (message: MessageEvent<string>) => {
      const event = readLiveEvent(message.data);
      if (event) listener.onEvent(event);
    };
    own.onerror = () => {
      listener.onState('lost');
      if (own.readyState !== 2) return;
      timer = setTimeout(open, retryMs[Math.min(tries++, retryMs.length - 1)]);
    };
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const rest = () => {
    close();
    listener.onState('connecting');
  };
  const look = () => {
    clearTimeout(timer);
    if (world.isHidden()) timer = setTimeout(rest, restAfterMs);
    else if (!source || source.readyState === 2) open();
  };

  if (!world.isHidden()) open();
  const unwatch = world.onVisibility(look);
  return () => {
    unwatch();
    close();
  };
}

const isKnown: Record<LiveEvent['kind'], true> = {
  launch: true,
  output: true,
  hours: true,
  request: true,
  cluster: true,
  class: true,
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

const browser: LiveWorld = {
  open: (url) => new EventSource(url),
  isHidden: () => document.hidden,
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};
