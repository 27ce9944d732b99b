import { useFetcher, type FetcherWithComponents } from '@remix-run/react';
import { extensionChoices } from '#server/contract/walltime-guard';
import type { EndingView } from '#server/launch-services';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';

/** What of a launch says how it can be extended. */
export type Extendable = Pick<EndingView, 'id' | 'walltimeSeconds' | 'extendLimitSeconds' | 'extension'>;

export interface Extension {
  fetcher: FetcherWithComponents<{ ok: true } | FormProblem>;
  action: string;
  /** Walltimes in all that can be asked for now; empty: none. */
  choices: number[];
  /** It was sent, or the centre has not answered. */
  isAsked: boolean;
  problem: FormProblem | undefined;
}

/** The wish for more time of one launch, the same wherever on the page it is made. */
export function useExtension(launch: Extendable): Extension {
  const fetcher = useFetcher<{ ok: true } | FormProblem>({ key: `extend-${launch.id}` });
  const { walltimeSeconds, extendLimitSeconds: limit } = launch;
  return {
    fetcher,
    action: paths.launchExtend(launch.id),
    choices: limit === undefined ? [] : extensionChoices(walltimeSeconds, limit),
    isAsked: fetcher.state !== 'idle' || launch.extension?.state === 'asked',
    problem: fetcher.data?.ok === false && fetcher.state === 'idle' ? fetcher.data : undefined,
  };
}
