import { useEffect, useRef, useState } from 'react';

/** Of this browser tab and of one person: school computers are shared, so nothing of it outlives the tab. */
const prefix = 'modu-unsent:';
const pauseMs = 300;

export interface Unsent<Values> {
  /** What was typed on this page before and never sent; undefined once it was taken or thrown away. */
  found: Values | undefined;
  take: () => void;
  discard: () => void;
  /** Say it when the form is on its way: what was sent is not kept. `false`: it came back. */
  setSending: (isSending: boolean) => void;
}

/**
 * Keeps what is typed in a form until it is sent, and finds it again after a reload. `isWorthKeeping`: false for what stood there anyway.
 * What another person left in this tab is removed.
 */
export function useUnsent<Values>(options: {
  person: string;
  page: string;
  values: Values;
  isWorthKeeping: boolean;
}): Unsent<Values> {
  const { person, page, values, isWorthKeeping } = options;
  const name = `${prefix}${person}:${page}`;
  const [found, setFound] = useState<Values>();
  const isSending = useRef(false);
  useEffect(() => {
    removeOthers(person);
    setFound(read<Values>(name));
  }, [name, person]);
  useEffect(() => {
    if (!isWorthKeeping) return;
    const timer = setTimeout(() => write(name, values), pauseMs);
    return () => clearTimeout(timer);
  }, [name, values, isWorthKeeping]);
  useEffect(
    () => () => {
      if (isSending.current) remove(name);
    },
    [name],
  );
  return {
    found,
    take: () => setFound(undefined),
    discard: () => {
      setFound(undefined);
      if (!isWorthKeeping) remove(name);
    },
    setSending: (value) => {
      isSending.current = value;
    },
  };
}

/* A browser may refuse storage altogether, or be full: then nothing is kept, and nothing else changes. */
function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
const read = <Values>(name: string): Values | undefined =>
  quietly(() => (JSON.parse(sessionStorage.getItem(name) ?? 'null') as Values | null) ?? undefined);
const write = (name: string, values: unknown) =>
  quietly(() => sessionStorage.setItem(name, JSON.stringify(values)));
const remove = (name: string) => quietly(() => sessionStorage.removeItem(name));
const removeOthers = (person: string) =>
  quietly(() => {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(prefix) && !name.startsWith(`${prefix}${person}:`)) sessionStorage.removeItem(name);
  });
