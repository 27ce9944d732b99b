import { useLocation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LaunchQuote } from '#server/launch-services';
import { coalesce } from '../hooks/coalesce';
import { useLaunchQuote, type LiveQuote } from '../hooks/use-launch-quote';
import { useLiveEvent } from '../hooks/use-live';
import { useUnsent, type Unsent } from '../hooks/use-unsent';
import { typedValue, type FormProblem } from '../request/form-problem';
import type { LaunchFields } from './launch-fields';
import { readLaunchValues, type LaunchValues } from './launch-values';
import { useRootData } from './root-data';

export type LaunchFormProblem = FormProblem & { quote: LaunchQuote };

interface Start {
  idempotencyKey: string;
  values: LaunchValues;
  quote: LaunchQuote;
  problem: LaunchFormProblem | undefined;
}

export interface LaunchFormState extends LaunchFields {
  live: LiveQuote;
  key: string;
  unsent: Unsent<LaunchValues>;
  takeUnsent: () => void;
}

/** Free GPUs change with every job that starts: often enough to be now, seldom enough for a phone. */
const followMs = 2_000;

/** The fields as they stand, what they come to, and what was left unsent. Values of a refused form win over those of the page. */
export function useLaunchForm({ idempotencyKey, values: first, quote, problem }: Start): LaunchFormState {
  const [values, setValues] = useState(() => (problem ? readLaunchValues(problem.values) : first));
  const [round, setRound] = useState(0);
  const [initialKey] = useState(idempotencyKey);
  const change = useCallback(
    (part: Partial<LaunchValues>) => setValues((before) => ({ ...before, ...part })),
    [],
  );
  const [firstQuote] = useState({ quote, values });
  const refused = useMemo(
    () => problem && { quote: problem.quote, values: readLaunchValues(problem.values) },
    [problem],
  );
  const live = useLaunchQuote(refused ?? firstQuote, values);
  useFollow(live.refresh);
  const { pathname, search } = useLocation();
  const unsent = useUnsent({
    person: useRootData()?.person?.id ?? '',
    page: pathname + search,
    values,
    isWorthKeeping: differs(values, first),
  });
  const { setSending } = unsent;
  useEffect(() => {
    if (problem) setSending(false);
  }, [problem, setSending]);
  const takeUnsent = () => {
    if (unsent.found) setValues({ ...first, ...unsent.found });
    setRound((before) => before + 1);
    unsent.take();
  };
  return { values, change, round, live, key: typedValue(problem, 'key', initialKey), unsent, takeUnsent };
}

/** Asks again when a cluster or one's own hours changed. */
function useFollow(refresh: () => void): void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  const [shared] = useState(() => coalesce(() => latest.current(), followMs));
  useEffect(() => shared.cancel, [shared]);
  useLiveEvent(({ kind }) => {
    if ((kind === 'cluster' || kind === 'hours') && !document.hidden) shared.call();
  });
}

/** Whether something was typed that would be missed; where it runs is found again in a moment. */
const differs = (values: LaunchValues, first: LaunchValues): boolean =>
  (Object.keys(values) as (keyof LaunchValues)[]).some(
    (name) => name !== 'place' && name !== 'allocation' && values[name] !== first[name],
  );
