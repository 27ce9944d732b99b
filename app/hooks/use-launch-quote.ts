import { useCallback, useEffect, useRef, useState } from 'react';
import type { LaunchQuote } from '#server/launch-services';
import type { LaunchValues } from '../parts/launch-values';
import { paths } from '../paths';

/** A pause in typing that is long enough to ask. */
const pauseMs = 250;

/** A quote with the values that it was made for, so that numbers and words of a page are of one moment. */
export interface Quoted {
  quote: LaunchQuote;
  values: LaunchValues;
}

export interface LiveQuote extends Quoted {
  /** It could not be asked again just now: what is shown is from before. */
  isStale: boolean;
  /** Asks once more for the same values, since something outside changed. */
  refresh: () => void;
}

/** Asks what the values come to, a moment after they change; the old answer stays until the new one is there. */
export function useLaunchQuote(first: Quoted, values: LaunchValues): LiveQuote {
  const [quoted, setQuoted] = useState(first);
  const [isStale, setStale] = useState(false);
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const asked = useRef({ values: first.values, round: 0 });
  useEffect(() => setQuoted(first), [first]);
  useEffect(() => {
    if (asked.current.values === values && asked.current.round === round) return;
    const ending = new AbortController();
    const ask = async () => {
      try {
        const quote = await askQuote(values, ending.signal);
        asked.current = { values, round };
        setQuoted({ quote, values });
        setStale(false);
      } catch {
        if (!ending.signal.aborted) setStale(true);
      }
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [values, round]);
  useEffect(() => {
    window.addEventListener('online', refresh);
    return () => window.removeEventListener('online', refresh);
  }, [refresh]);
  return { ...quoted, isStale, refresh };
}

/** @throws when there is no answer, or it is not a quote. */
async function askQuote(values: LaunchValues, signal: AbortSignal): Promise<LaunchQuote> {
  const answer = await fetch(paths.launchQuote(), {
    method: 'POST',
    body: new URLSearchParams({ ...values }),
    signal,
  });
  const isQuote = answer.ok && (answer.headers.get('content-type') ?? '').includes('json');
  if (!isQuote) throw new Error(`no quote: ${answer.status}`);
  return (await answer.json()) as LaunchQuote;
}
