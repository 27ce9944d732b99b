import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { ExtraKey, Modifier } from './terminal-keys';
import { TerminalLine, type LineShown, type LineState } from './terminal-line';
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
  /** In whose job a new one is opened [the login node]. */
  launchId: string | undefined;
  /** One that lives already; undefined: a new one. */
  id: string | undefined;
  /** It is open in another page: it is not taken from there before the person says so. */
  isElsewhere: boolean;
  onOpen(id: string): void;
  nonce: string;
  look: TerminalLook;
  onLink(url: string): void;
  onFind(): void;
  onLeave(): void;
  /** Goes to the other terminal of two that are seen; undefined: its keys are the shell's. */
  onOther: (() => void) | undefined;
  /** Written on the screen when a shell had to be opened anew. */
  againWords: string;
}

export interface UsedTerminal {
  host: RefObject<HTMLDivElement>;
  state: TerminalState;
  notice: TerminalNotice | undefined;
  /** What the person is to know of its being shown to a teacher. */
  shown: LineShown | undefined;
  show(teacherId: string): void;
  hide(): void;
  /** The person has read why it is not shown any more. */
  readShown(): void;
  size: { columns: number; rows: number } | undefined;
  held: ReadonlySet<Modifier>;
  hold(modifier: Modifier): void;
  press(key: ExtraKey): void;
  find(words: string, isBackwards: boolean): void;
  clearFind(): void;
  stay(): void;
  /** Joins now instead of later, brings here what is open elsewhere, or opens anew what has ended. */
  again(): void;
  /** Ends the shell; leaving the page keeps it. */
  end(): void;
  fit(): void;
  focus(): void;
}

/** A terminal in the page: its screen, which loads by itself, and its connection. Both end with the component. */
export function useTerminal(options: TerminalOptions): UsedTerminal {
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen>();
  const line = useRef<TerminalLine>();
  const latest = useRef(options);
  const living = useRef(options.id);
  const waits = useRef(options.isElsewhere);
  const [state, setState] = useState<TerminalState>({ kind: 'connecting' });
  const [notice, setNotice] = useState<TerminalNotice>();
  const [shown, setShown] = useState<LineShown>();
  const [size, setSize] = useState<{ columns: number; rows: number }>();
  const [held, setHeld] = useState<ReadonlySet<Modifier>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const { cluster, launchId, look } = options;

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
      const onState = (next: LineState) => {
        setState(next);
        setNotice(undefined);
        // Who joins again is told again.
        if (next.kind !== 'connecting') setShown((before) => (before?.kind === 'shown' ? undefined : before));
        // What is typed where nobody reads it is not shown either.
        on.setDeaf(next.kind === 'lost' || next.kind === 'ended');
        if (next.kind === 'ended' && next.code !== 'taken-over') living.current = undefined;
        if (next.kind !== 'open') return;
        if (next.isResumed) on.clear();
        else if (wasOpen) on.remark(latest.current.againWords);
        wasOpen = true;
        living.current = next.id;
        latest.current.onOpen(next.id);
        line.current?.resize(on.size().columns, on.size().rows);
      };
      const events = {
        onState,
        onBytes: (bytes: Uint8Array) => on.write(bytes, () => line.current?.drawn(bytes.length)),
        onNotice: setNotice,
        onShown: setShown,
      };
      const urlOf = (id: string | undefined, joined: number | undefined) =>
        socketUrl(
          id
            ? { terminal: id, ...(joined !== undefined && { joined: String(joined) }) }
            : launchId
              ? { launch: launchId }
              : { cluster },
          on.size(),
        );
      line.current = new TerminalLine(urlOf, events, undefined, { id: living.current, launchId });
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
        onOther: () => {
          const go = latest.current.onOther;
          go?.();
          return go !== undefined;
        },
        onModifiersUsed: () => setHeld(new Set()),
      });
      if (isGone) return opened.dispose();
      screen.current = opened;
      setSize(opened.size());
      join(opened);
      opened.focus();
    };
    if (waits.current) {
      setState({ kind: 'ended', code: 'taken-over', exitCode: undefined });
      return undefined;
    }
    setState({ kind: 'connecting' });
    open().catch(() => setState({ kind: 'not-loaded' }));
    return () => {
      isGone = true;
      line.current?.close();
      line.current = undefined;
      screen.current?.dispose();
      screen.current = undefined;
    };
  }, [cluster, launchId, attempt]);

  const again = useCallback(() => {
    waits.current = false;
    if (state.kind === 'lost') line.current?.retry();
    else setAttempt((before) => before + 1);
  }, [state.kind]);

  return {
    host,
    state,
    notice,
    shown,
    size,
    held,
    again,
    end: useCallback(() => line.current?.end(), []),
    show: (teacherId) => line.current?.show(teacherId),
    hide: () => line.current?.hide(),
    readShown: useCallback(() => setShown(undefined), []),
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

function socketUrl(
  place: { cluster: string } | { launch: string } | { terminal: string; joined?: string },
  { columns, rows }: { columns: number; rows: number },
): string {
  const url = new URL('/ws/terminal', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.search = new URLSearchParams({ ...place, columns: String(columns), rows: String(rows) }).toString();
  return url.href;
}
