import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { ExtraKey, Modifier } from './terminal-keys';
import { TerminalLine, type LineState } from './terminal-line';
import type { TerminalLook } from './use-terminal-look';
import type { Screen } from './xterm-screen';

export interface TerminalNotice {
  code: 'idle-soon' | 'age-soon';
  seconds: number;
}

/** `not-loaded`: the screen's own files did not come. */
export type TerminalState = LineState | { kind: 'not-loaded' };

export interface TerminalOptions {
  cluster: string;
  nonce: string;
  look: TerminalLook;
  onLink(url: string): void;
  onFind(): void;
  onLeave(): void;
  /** Written on the screen when a shell had to be opened anew. */
  againWords: string;
}

export interface UsedTerminal {
  host: RefObject<HTMLDivElement>;
  state: TerminalState;
  notice: TerminalNotice | undefined;
  size: { columns: number; rows: number } | undefined;
  held: ReadonlySet<Modifier>;
  hold(modifier: Modifier): void;
  press(key: ExtraKey): void;
  find(words: string, isBackwards: boolean): void;
  clearFind(): void;
  stay(): void;
  /** Joins now instead of later, or opens anew what has ended. */
  again(): void;
  fit(): void;
  focus(): void;
}

/** A terminal in the page: its screen, which loads by itself, and its connection. Both end with the component. */
export function useTerminal(options: TerminalOptions): UsedTerminal {
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen>();
  const line = useRef<TerminalLine>();
  const latest = useRef(options);
  const [state, setState] = useState<TerminalState>({ kind: 'connecting' });
  const [notice, setNotice] = useState<TerminalNotice>();
  const [size, setSize] = useState<{ columns: number; rows: number }>();
  const [held, setHeld] = useState<ReadonlySet<Modifier>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const { cluster, look } = options;

  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    screen.current?.setFontSize(look.fontSize);
  }, [look.fontSize]);
  useEffect(() => {
    screen.current?.setForReader(look.isForReader);
  }, [look.isForReader]);
  useEffect(() => {
    screen.current?.hold(held);
  }, [held]);

  useEffect(() => {
    let isGone = false;
    let wasOpen = false;
    const join = (on: Screen) => {
      line.current = new TerminalLine(() => socketUrl(cluster, on.size()), {
        onState: (next) => {
          setState(next);
          setNotice(undefined);
          if (next.kind !== 'open') return;
          if (wasOpen) on.remark(latest.current.againWords);
          wasOpen = true;
          line.current?.resize(on.size().columns, on.size().rows);
        },
        onBytes: (bytes) => on.write(bytes, () => line.current?.drawn(bytes.length)),
        onNotice: setNotice,
      });
    };
    const open = async () => {
      const { openScreen } = await import('./xterm-screen');
      if (isGone || !host.current) return;
      host.current.replaceChildren();
      const opened = await openScreen({
        host: host.current,
        nonce: latest.current.nonce,
        ...latest.current.look,
        onType: (bytes) => {
          setNotice((before) => (before?.code === 'idle-soon' ? undefined : before));
          line.current?.type(bytes);
        },
        onResize: (columns, rows) => {
          setSize({ columns, rows });
          line.current?.resize(columns, rows);
        },
        onLink: (url) => latest.current.onLink(url),
        onFind: () => latest.current.onFind(),
        onLeave: () => latest.current.onLeave(),
        onModifiersUsed: () => setHeld(new Set()),
      });
      if (isGone) return opened.dispose();
      screen.current = opened;
      setSize(opened.size());
      join(opened);
      opened.focus();
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
  }, [cluster, attempt]);

  const again = useCallback(() => {
    if (state.kind === 'lost') line.current?.retry();
    else setAttempt((before) => before + 1);
  }, [state.kind]);

  return {
    host,
    state,
    notice,
    size,
    held,
    again,
    hold: (modifier) =>
      setHeld(
        (before) =>
          new Set(
            before.has(modifier) ? [...before].filter((one) => one !== modifier) : [...before, modifier],
          ),
      ),
    press: (key) => screen.current?.press(key),
    find: (words, isBackwards) => screen.current?.find(words, isBackwards),
    clearFind: () => screen.current?.clearFind(),
    stay: () => {
      line.current?.stay();
      setNotice(undefined);
    },
    fit: useCallback(() => screen.current?.fit(), []),
    focus: useCallback(() => screen.current?.focus(), []),
  };
}

function socketUrl(cluster: string, { columns, rows }: { columns: number; rows: number }): string {
  const url = new URL('/ws/terminal', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.search = new URLSearchParams({ cluster, columns: String(columns), rows: String(rows) }).toString();
  return url.href;
}
