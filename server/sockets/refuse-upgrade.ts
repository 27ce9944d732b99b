import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptedLocale } from '~/request/locale.server';
import { toProblem } from '../http/problem';

/** Answers a request to upgrade with an ordinary problem (RFC 9457) and closes. Harmless on a socket that is gone. */
export function refuseUpgrade(
  request: Pick<IncomingMessage, 'headers'>,
  socket: Duplex,
  error: unknown,
  requestId: string,
): number {
  const locale = acceptedLocale(request.headers['accept-language']) ?? 'en';
  const problem = toProblem(error, requestId, locale);
  const wait = problem.details?.['retryAfterSeconds'];
  refuseWith(socket, problem.status, {
    body: JSON.stringify(problem),
    contentType: 'application/problem+json',
    headers: [
      `X-Request-Id: ${requestId}`,
      ...(problem.status === 401 ? ['WWW-Authenticate: Bearer'] : []),
      ...(wait === undefined ? [] : [`Retry-After: ${wait}`]),
    ],
  });
  return problem.status;
}

/** The same for what has no code of ours: a wrong host, a request that is no WebSocket. */
export function refuseWith(
  socket: Duplex,
  status: number,
  answer: { body: string; contentType?: string; headers?: readonly string[] },
): void {
  const { body, contentType = 'text/plain; charset=utf-8', headers = [] } = answer;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    ...headers,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
