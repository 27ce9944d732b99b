const sameOrigin = /^\/(?![/\\])/;

/**
 * A path to go on to, from outside (`?next=`): only paths of this origin, otherwise the fallback. `//host`, `/\host`, schemes
 * and control characters are refused, because browsers read them as other origins. Never throws.
 * @see WHATWG URL, "special authority slashes state" (backslash counts as slash); tabs and newlines are dropped before parsing.
 */
export function safeNext(next: unknown, fallback: string): string {
  if (typeof next !== 'string' || next.length > 2000 || !sameOrigin.test(next)) return fallback;
  return /[\u0000-\u001f\u007f\\]/.test(next) ? fallback : next;
}
