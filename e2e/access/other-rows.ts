import type { Cells } from './askers';

/** By path, and what is asked for there. A shell is always the asker's own login; reviewers and operators have none. */
export const socketRows: Record<string, { at: string; cells: Cells }> = {
  //              nobody owner student ownT otherT reviewer operator otherO administrator
  '/ws/terminal': {
    at: '/ws/terminal?cluster=hangang',
    cells: '401  up   up    up    up    no    no    no    no',
  },
  '/ws/terminal launch': {
    at: '/ws/terminal?launch={launch}',
    cells: '401  up   none  none  none  no    no    no    no',
  },
  '/ws/terminal living': {
    at: '/ws/terminal?terminal=01900000-0000-7000-8000-000000000000',
    cells: '401  none none  none  none  no    no    no    no',
  },
  // Only what its student shows them; that it is let in then, and only then, is tried in server/sockets/watch.
  '/ws/watch': {
    at: '/ws/watch?terminal=01900000-0000-7000-8000-000000000000',
    cells: '401  no   no    none  none  no    no    no    no',
  },
};

export interface DoorRow {
  cells: Cells;
  /** [the address itself] */
  at?: string;
  headers?: Record<string, string>;
  /** [GET] */
  method?: string;
  /** Of a stream: what tells how it was answered [its head]. */
  until?: RegExp;
}

const everybody = 'ok   ok   ok    ok    ok    ok    ok    ok    ok';
const nowhere = '  none none none  none  none  none  none  none  none';

/** Addresses that are neither pages nor calls of the API, as `server/http` routes them. */
export const doorRows: Record<string, DoorRow> = {
  '/healthz': { cells: everybody },
  '/readyz': { cells: everybody },
  '/live': { cells: '401  ok   ok    ok    ok    ok    ok    ok    ok' },
  // A stream for each; to anybody but the owner it says that there is nothing, and ends.
  '/live/output': {
    at: '/live/output?launch={launch}',
    until: /^data: /m,
    cells: '401  ok   none  none  none  none  none  none  none',
  },
  '/files/:cluster/content': {
    at: '/files/hangang/content?path=.modu/{launch}/user.sh',
    cells: '401  ok   none  none  none  no    no    no    no',
  },
  '/files/:cluster/zip': {
    at: '/files/hangang/zip?path=.modu/{launch}/work',
    cells: '401  ok   none  none  none  no    no    no    no',
  },
  // A name that no file can have.
  '/files/:cluster/uploads': {
    at: '/files/hangang/uploads',
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-metadata': 'filename Li4=' },
    cells: '401  bad  bad   bad   bad   no    no    no    no',
  },
  '/files/:cluster/uploads/:uploadId': {
    at: '/files/hangang/uploads/01900000-0000-7000-8000-000000000000',
    method: 'HEAD',
    headers: { 'tus-resumable': '1.0.0' },
    cells: '401  none none  none  none  no    no    no    no',
  },
  // Whoever sends it: what counts is the provider's signature.
  '/payments/events': { method: 'POST', cells: 'bad  bad  bad   bad   bad   bad   bad   bad   bad' },
  // As through a proxy: only this machine itself may look at them.
  '/metrics': { headers: { 'x-forwarded-for': '203.0.113.7' }, cells: nowhere },
  '/openapi.json': { at: '/api/v1/openapi.json', cells: everybody },
  '/assets': { at: '/assets/not-there.js', cells: nowhere },
  // Which file belongs to which address; nothing of anybody. Limited by address.
  '/__manifest': { at: '/__manifest?p=%2Fhours&version=none', cells: everybody },
};
