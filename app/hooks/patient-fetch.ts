/** Between tries while the network is away; the browser's own word that it is back cuts the wait short. */
const waitsMs = [500, 1_000, 2_000, 5_000];
/** What stands in front of a portal that is starting anew answers so, for about as long; after that the answer is the answer. */
const restartMs = 60_000;
const isAway = (status: number): boolean => status === 502 || status === 503 || status === 504;

/**
 * A `fetch` that asks for the data of a page again until there is an answer, or nobody waits for it any more. Remix puts an error in the
 * place of a page whose data could not be loaded, with all that lives in it: a terminal, an upload, a form half filled in. Only what
 * changes nothing is asked twice; an answer is handed on whole, since a cut in its middle is a cut too.
 * @see @remix-run/react 2.17, single-fetch.js, `fetchAndDecode`
 */
export function patientFetch(
  fetchOnce: typeof fetch,
  pause: (ms: number, signal: AbortSignal | null | undefined) => Promise<void> = untilOnlineOr,
): typeof fetch {
  return async (input, init) => {
    if (!isPageData(input, init)) return fetchOnce(input, init);
    const since = Date.now();
    for (let tries = 0; ; tries++) {
      try {
        const response = await fetchOnce(input, init);
        if (!isAway(response.status) || Date.now() - since > restartMs) return await whole(response);
      } catch (error) {
        // A browser says every failed connection by a TypeError, and nothing else of ours.
        if (!(error instanceof TypeError)) throw error;
      }
      await pause(waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0, init?.signal);
      init?.signal?.throwIfAborted();
    }
  };
}

const isPageData = (input: Parameters<typeof fetch>[0], init: RequestInit | undefined): boolean =>
  input instanceof URL && input.pathname.endsWith('.data') && (init?.method ?? 'GET') === 'GET';

async function whole(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  // Some answers may not have a body, be it an empty one. @see https://fetch.spec.whatwg.org/#null-body-status
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
}

function untilOnlineOr(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      signal?.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener('online', go);
    signal?.addEventListener('abort', go);
  });
}
