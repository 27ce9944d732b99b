import type { Cells } from './askers';

export interface ApiRow {
  cells: Cells;
  /** Below `/api/v1` [the endpoint's own path]; `{launch}` and the like name the owner's things. */
  at?: string;
  body?: Record<string, unknown>;
  isLast?: true;
}

/* Everybody with a token may ask about themselves. */
const withToken = '401  ok   ok    ok    ok    ok    ok    ok    ok';
const ownOnly = '  401  ok   none  none  none  none  none  none  none';

/** Every call of `server/http/api/endpoints.ts`, by name. */
export const apiRows: Record<string, ApiRow> = {
  //              nobody owner student ownT otherT reviewer operator otherO administrator
  readMe: { cells: withToken },
  listClusters: { cells: withToken },
  listAllocations: { cells: withToken },
  listLaunches: { cells: withToken },
  // On the owner's hours.
  createLaunch: {
    body: {
      cluster: 'hangang',
      script: '#!/bin/sh\ntrue\n',
      walltimeSeconds: 60,
      gpus: 0,
      allocation: '{allocation}',
    },
    cells: '401  ok   bad   bad   bad   bad   bad   bad   bad',
  },
  readLaunch: { at: '/launches/{launch}', cells: ownOnly },
  readOutput: { at: '/launches/{launch}/output', cells: ownOnly },
  extendLaunch: { at: '/launches/{launch}/extend', body: { walltimeSeconds: 900 }, cells: ownOnly },
  cancelLaunch: { at: '/launches/{launch}/cancel', cells: ownOnly, isLast: true },
  readLedger: { at: '/ledger?allocation={allocation}', cells: ownOnly },
};
