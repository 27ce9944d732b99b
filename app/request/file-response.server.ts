/** Kinds that a browser may show in a tab of its own: with the headers below they can run nothing and fetch nothing. */
const shown = /^(image\/|text\/plain|application\/json)/;

/**
 * A file of a person's, as it is. It may be anything: a page may show it as `<img>` or download it; opened by itself it stands in a
 * sandbox without scripts, forms and network, and its type is not guessed. isKept: its address says which version it is.
 * @see CSP Level 3, §6.2.2 sandbox; Fetch, X-Content-Type-Options (set for every answer)
 */
export function fileResponse(
  bytes: Uint8Array,
  file: { name: string; contentType: string; isKept: boolean },
): Response {
  const isShown = shown.test(file.contentType);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': isShown ? attachment(file.name, 'inline') : attachment(file.name),
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
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
