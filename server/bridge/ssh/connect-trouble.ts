import type { ConnectTrouble } from '#server/contract/clusters';

/** Codes of the resolver and of connect(2). @see getaddrinfo(3), connect(2) */
const byCode: Readonly<Record<string, ConnectTrouble>> = {
  ENOTFOUND: 'address-unknown',
  EAI_AGAIN: 'address-unknown',
  EAI_NONAME: 'address-unknown',
  ECONNREFUSED: 'nobody-listens',
  EHOSTUNREACH: 'no-answer',
  ENETUNREACH: 'no-answer',
  ETIMEDOUT: 'no-answer',
};

/**
 * What kept a connection from coming about, told from what Node and ssh2 say. Never throws.
 * @see ssh2 1.17, lib/client.js: `level` of an error; lib/protocol/Protocol.js and handlers.misc.js: its words
 */
export function connectTroubleOf(error: {
  code?: unknown;
  level?: unknown;
  message: string;
}): ConnectTrouble {
  if (typeof error.code === 'string' && error.code in byCode) return byCode[error.code] ?? 'no-answer';
  if (error.level === 'client-authentication') return 'sign-in-refused';
  if (error.level === 'client-timeout') return 'no-answer';
  if (/no matching host key format/i.test(error.message)) return 'no-usable-key';
  return 'not-ssh';
}
