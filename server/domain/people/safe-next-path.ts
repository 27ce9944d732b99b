/**
 * Keeps a path to go on to after sign-in only when it is one of this origin: no `//host`, `/\host`, scheme or control character,
 * which browsers read as other origins. Never throws. @see WHATWG URL, special authority slashes state
 */
export function safeNextPath(path: string | undefined): string | undefined {
  if (path === undefined || path.length > 2000 || !/^\/(?![/\\])/.test(path)) return undefined;
  return /[\u0000-\u001f\u007f\\]/.test(path) ? undefined : path;
}
