import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { errorText } from '~/locales/error-text';
import { registerAll } from '~/locales/register-all';
import { textOf } from '~/locales/text-of';
import { acceptedLocale } from '~/request/locale.server';
import { errorCodes, type ErrorCode } from '../contract/error-codes';
import type { Locale } from '../contract/roles';

/** The page is small and stands alone: what would load its style or a script may be the very thing that does not answer. */
const style = `:root{color-scheme:light dark}body{font:16px/1.6 Pretendard,system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;box-sizing:border-box}main{max-width:32rem}h1{font-size:1.375rem;line-height:1.35;margin:0 0 8px}p{margin:0 0 16px}a{color:LinkText}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Seconds until the browser tries once more by itself. */
const retrySeconds = 3;

export interface GatewayPage {
  code: ErrorCode;
  /** The launch's page in the portal. */
  jobUrl: string;
  acceptLanguage: string | undefined;
  /** A page for a tab that a person looks at, else a problem for a script. @see RFC 9457 §3 */
  isNavigation: boolean;
}

/** Answers in the gateway's own name: what is wrong, and the way to where it can be seen to. Does nothing when an answer has begun. */
export function sendGatewayPage(answer: ServerResponse, page: GatewayPage): void {
  if (answer.headersSent) return void answer.destroy();
  registerAll();
  const locale = acceptedLocale(page.acceptLanguage) ?? 'en';
  const { status, retry } = errorCodes[page.code];
  const common = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Language',
  };
  if (!page.isNavigation) {
    const detail = errorText(locale, page.code);
    answer.writeHead(status, { ...common, 'Content-Type': 'application/problem+json' });
    return void answer.end(
      JSON.stringify({ type: `urn:modu:error:${page.code}`, status, code: page.code, retry, detail }),
    );
  }
  answer.writeHead(status, {
    ...common,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    ...(retry && { Refresh: String(retrySeconds) }),
  });
  answer.end(html(page, locale, retry));
}

function html({ code, jobUrl }: GatewayPage, locale: Locale, retry: boolean): string {
  const t = textOf(locale, 'apps');
  const title = retry ? t('notYet') : t('closed');
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${errorText(locale, code)}</p>${retry ? `<p role="status">${t('again')}</p>` : ''}<p><a href="${jobUrl}">${t('toJob')}</a></p></main></body></html>`;
}
