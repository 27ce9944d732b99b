/** connecting: at first, and after a rest · lost: it was there and is being joined again. */
export type LiveState = 'connecting' | 'open' | 'lost';

export interface StreamListener<Event> {
  onEvent: (event: Event) => void;
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

/**
 * Follows a stream of server-sent events until the returned function is called. urlOf is asked each time that the line is opened anew;
 * read gives undefined for a message of another version.
 */
export function followStream<Event>(
  urlOf: () => string,
  read: (text: string) => Event | undefined,
  listener: StreamListener<Event>,
  world: LiveWorld = browser,
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const open = () => {
    const own = world.open(urlOf());
    source = own;
    own.onopen = () => {
      tries = 0;
      listener.onState('open');
    };
    own.onmessage = (message: MessageEvent<string>) => {
      const event = read(message.data);
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

const browser: LiveWorld = {
  open: (url) => new EventSource(url),
  isHidden: () => document.hidden,
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};
