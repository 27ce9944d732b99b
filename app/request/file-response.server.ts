/** Kinds that a browser may show in a tab of its own: with the headers below they can run nothing and fetch nothing. */
const shown = /^(image\/|text\/plain|application\/json)/;

/**
 * The headers of a file of a person's, as it is. It may be anything: a page may show it as `<img>` or download it; opened by itself it
 * stands in a sandbox without scripts, forms and network, and its type is not guessed. Never throws.
 * @see CSP Level 3, §6.2.2 sandbox; Fetch, X-Content-Type-Options (set for every answer)
 */
export const fileHeaders = (file: { name: string; contentType: string }): Record<string, string> => ({
  'Content-Type': file.contentType,
  'Content-Disposition': attachment(file.name, shown.test(file.contentType) ? 'inline' : 'attachment'),
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
});

/** A file of a person's as a whole. isKept: its address says which version it is. */
export function fileResponse(
  bytes: Uint8Array,
  file: { name: string; contentType: string; isKept: boolean },
): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...fileHeaders(file),
      'Content-Length': String(bytes.byteLength),
      ...(file.isKept && { 'Cache-Control': 'private, max-age=3600' }),
    },
  });
}

/** The header that gives a file its name, whatever letters it has. Never throws. @see RFC 6266 §4.3, RFC 8187 §3.2 */
export function attachment(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  const whole = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
