import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { TerminalLook } from './use-terminal-look';
import { WatchLine, type WatchLineState } from './watch-line';
import type { ReadScreen } from './xterm-read-screen';

/** `not-loaded`: the screen's own files did not come. */
export type WatchState = WatchLineState | { kind: 'not-loaded' };

export interface WatchOptions {
  terminalId: string;
  nonce: string;
  look: TerminalLook;
  onLink(url: string): void;
}

/** Somebody's terminal in the page, to look at: its screen, which loads by itself, and its connection. Both end with the component. */
export function useWatch(options: WatchOptions): {
  host: RefObject<HTMLDivElement>;
  state: WatchState;
  /** Looks no more, for good. */
  leave(): void;
  /** Tries anew. */
  again(): void;
} {
  const host = useRef<HTMLDivElement>(null);
  const line = useRef<WatchLine>();
  const latest = useRef(options);
  const [state, setState] = useState<WatchState>({ kind: 'connecting' });
  const [attempt, setAttempt] = useState(0);
  const { terminalId, look } = options;
  const screen = useRef<ReadScreen>();

  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => screen.current?.setForReader(look.isForReader), [look.isForReader]);

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { openReadScreen } = await import('./xterm-read-screen');
      if (isGone || !host.current) return;
      host.current.replaceChildren();
      const opened = await openReadScreen({
        host: host.current,
        nonce: latest.current.nonce,
        isForReader: latest.current.look.isForReader,
        onLink: (url) => latest.current.onLink(url),
      });
      if (isGone) return opened.dispose();
      screen.current = opened;
      line.current = new WatchLine(socketUrl(terminalId), {
        onState: setState,
        onScreen: (size) => opened.begin(size),
        onSize: (size) => opened.resize(size),
        onBytes: (bytes) => opened.write(bytes, () => line.current?.drawn(bytes.length)),
      });
    };
    setState({ kind: 'connecting' });
    open().catch(() => setState({ kind: 'not-loaded' }));
    return () => {
      isGone = true;
      line.current?.close();
      line.current = undefined;
      screen.current?.dispose();
      screen.current = undefined;
    };
  }, [terminalId, attempt]);

  return {
    host,
    state,
    leave: useCallback(() => line.current?.leave(), []),
    again: useCallback(() => setAttempt((before) => before + 1), []),
  };
}

function socketUrl(terminalId: string): string {
  const url = new URL('/ws/watch', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.search = new URLSearchParams({ terminal: terminalId }).toString();
  return url.href;
}
