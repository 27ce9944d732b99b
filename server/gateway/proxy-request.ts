import { request, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { AppError } from '../contract/app-error';
import type { AppPass } from '../domain/apps/app-door';
import { splitCookies } from './entry-cookies';
import { answerHeaders, requestHeaders } from './headers';

export interface ProxyRequestOptions {
  agent: Agent;
  pass: AppPass;
  origin: string;
  /** Called when nothing has been answered yet and nothing will be. */
  onFailure(error: unknown): void;
}

/**
 * Passes one request to the app and its answer back, both as they come: bodies of any size, at the slower side's pace, with trailers.
 * When either side goes, the other is cut. A request that a kept connection lost before the app can have seen it is sent once more.
 */
export function proxyRequest(
  asked: IncomingMessage,
  answer: ServerResponse,
  options: ProxyRequestOptions,
): void {
  const { agent, pass, origin, onFailure } = options;
  const hasBody =
    asked.headers['transfer-encoding'] !== undefined || Number(asked.headers['content-length'] ?? 0) > 0;
  const headers = appRequestHeaders(asked, pass, origin);
  if (asked.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked');

  const send = (isLastTry: boolean) => {
    const sent = request({
      agent,
      method: asked.method,
      path: asked.url,
      headers: headers as never,
      setHost: false,
    });
    const onGone = () => sent.destroy();
    answer.once('close', onGone);
    sent.once('response', (got) => giveBack(got, answer, { asked, pass, origin, onFailure }));
    sent.once('error', (error: NodeJS.ErrnoException) => {
      answer.off('close', onGone);
      if (answer.destroyed) return;
      if (answer.headersSent) return void answer.destroy();
      const isStale = sent.reusedSocket && !hasBody && isRepeatable(asked.method);
      if (isStale && !isLastTry) return send(true);
      onFailure(error);
    });
    if (hasBody) {
      asked.once('end', () => addTrailers(asked, sent));
      asked.pipe(sent);
    } else sent.end();
  };
  send(false);
}

/** @see RFC 9110 §9.2.2 */
const isRepeatable = (method: string | undefined) =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** What the app is told of a request of this pass. Pure. */
export function appRequestHeaders(asked: IncomingMessage, pass: AppPass, origin: string): string[] {
  const { secret } = pass.manifest;
  return requestHeaders(asked.rawHeaders, {
    secret: secret && { name: secret.header, value: `${secret.prefix}${pass.secret}` },
    cookies: splitCookies(asked.headers.cookie).rest,
    scheme: new URL(origin).protocol.slice(0, -1),
    host: asked.headers.host ?? '',
  });
}

interface GiveBack {
  asked: IncomingMessage;
  pass: AppPass;
  origin: string;
  onFailure(error: unknown): void;
}

function giveBack(
  got: IncomingMessage,
  answer: ServerResponse,
  { asked, pass, origin, onFailure }: GiveBack,
): void {
  const path = asked.url ?? '/';
  const isSandboxed = pass.manifest.sandbox.some((folder) => path.startsWith(folder));
  const headers = answerHeaders(got.rawHeaders, { origin, isSandboxed });
  if (!headers) {
    got.destroy();
    return onFailure(new AppError('wrong-origin'));
  }
  if (got.headers.trailer !== undefined) headers.push('Trailer', got.headers.trailer);
  // An answer that breaks off must break off for the browser too: never a whole one that is half.
  got.once('error', () => answer.destroy());
  got.once('end', () => addTrailers(got, answer));
  answer.writeHead(got.statusCode ?? 502, got.statusMessage, headers as never);
  got.pipe(answer);
}

function addTrailers(from: IncomingMessage, to: { addTrailers(headers: NodeJS.Dict<string>): void }): void {
  if (from.rawTrailers.length > 0) to.addTrailers(from.trailers);
}
