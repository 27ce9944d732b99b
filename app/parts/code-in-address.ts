import { errorCodes, type ErrorCode } from '#server/contract/error-codes';

/** The error code that stands in an address, so that a page can say why somebody was sent to it; undefined for any other word. Never throws. */
export function codeInAddress(search: URLSearchParams): ErrorCode | undefined {
  const word = search.get('problem') ?? '';
  return Object.hasOwn(errorCodes, word) ? (word as ErrorCode) : undefined;
}
