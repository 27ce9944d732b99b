import { request, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../contract/app-error';
import type { AppPass } from '../domain/apps/app-door';
import { answerHeaders, type RawHeaders } from './headers';
import { appRequestHeaders } from './proxy-request';

/** An app that does not answer a request for a socket in this time does not. */
const answerMs = 20_000;
/** A browser whose machine has gone is found out by the operating system, which asks after so long. */
const probeAfterMs = 30_000;

export interface ProxyUpgradeOptions {
  pass: AppPass;
  origin: string;
  head: Buffer;
  /** The two sides are one from now on. */
  onOpen(): void;
}

/**
 * Makes a browser's WebSocket one with the app's: the app's own answer is given back, then bytes go both ways as they come, at the slower
 * side's pace. Either side's end, for whatever reason, is the other's at once. @throws what `dial` throws; AppError[app-unreachable].
 */
export async function proxyUpgrade(
  asked: IncomingMessage,
  browser: Duplex,
  { pass, origin, head, onOpen }: ProxyUpgradeOptions,
): Promise<void> {
  const tunnel = await pass.dial();
  if (!tunnel) throw new AppError('app-unreachable');
  tunnel.on('error', () => tunnel.destroy());
  browser.once('close', () => tunnel.destroy());
  if (browser.destroyed) return void tunnel.destroy();

  const answered = await ask(asked, tunnel, appRequestHeaders(asked, pass, origin));
  const headers = answerHeaders(answered.message.rawHeaders, { origin, isSandboxed: false });
  if (!headers || !answered.isOpen) {
    refuse(browser, answered.message.statusCode ?? 502);
    return void tunnel.destroy();
  }
  browser.write(answerHead(101, [...headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket']), 'latin1');
  if (answered.head.length > 0) browser.write(answered.head);
  if (head.length > 0) tunnel.write(head);
  if ('setKeepAlive' in browser)
    (browser as { setKeepAlive(on: boolean, ms: number): void }).setKeepAlive(true, probeAfterMs);
  tunnel.once('close', () => browser.destroy());
  browser.pipe(tunnel);
  tunnel.pipe(browser);
  onOpen();
}

type Answered =
  { isOpen: true; message: IncomingMessage; head: Buffer } | { isOpen: false; message: IncomingMessage };

function ask(asked: IncomingMessage, tunnel: Duplex, headers: RawHeaders): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      tunnel.destroy();
      reject(new AppError('app-unreachable'));
    };
    const timer = setTimeout(fail, answerMs);
    tunnel.once('close', fail);
    const sent = request({
      method: 'GET',
      path: asked.url,
      setHost: false,
      headers: [...headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket'] as never,
      // Used instead of an agent. @see Node 20, http.request, createConnection
      createConnection: () => tunnel as never,
    });
    const settle = (answered: Answered) => {
      clearTimeout(timer);
      tunnel.off('close', fail);
      resolve(answered);
    };
    sent.once('upgrade', (message, _socket, head) => settle({ isOpen: true, message, head }));
    sent.once('response', (message) => settle({ isOpen: false, message }));
    sent.once('error', () => {
      clearTimeout(timer);
      fail();
    });
    sent.end();
  });
}

/** What an app says in words to a refused socket no browser shows to its page; the number is enough. */
function refuse(browser: Duplex, status: number): void {
  const isRefusal = status >= 400 && status <= 599;
  browser.end(answerHead(isRefusal ? status : 502, ['Content-Length', '0', 'Connection', 'close']), () =>
    browser.destroy(),
  );
}

function answerHead(status: number, headers: RawHeaders): string {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`];
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
