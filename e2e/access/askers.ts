/**
 * Who asks, in the order of the columns. `owner` is a student to whom the things of the table belong; `ownTeacher` teaches their class;
 * `operator` runs both demo centres, `otherOperator` none of them.
 */
export const askers = [
  'nobody',
  'owner',
  'student',
  'ownTeacher',
  'otherTeacher',
  'reviewer',
  'operator',
  'otherOperator',
  'administrator',
] as const;
export type Asker = (typeof askers)[number];

/**
 * What a cell expects.
 * ok: shown or done, 200 · up: upgraded to a socket · to: sent on to a page of ours, but not to sign-in · in: sent to sign-in ·
 * 401: not signed in · no: not with these roles, 403 · none: there is nothing here, 404 · bad: let in, but what was typed is refused, 409 or 422
 */
export type Cell = 'ok' | 'up' | 'to' | 'in' | '401' | 'no' | 'none' | 'bad';

/** Nine cells in the order of `askers`, as one line of words. */
export type Cells = string;

/** The cells of a row by asker. @throws Error when the line does not have one for each. */
export function cellsOf(line: Cells): Record<Asker, Cell> {
  const words = line.trim().split(/\s+/);
  if (words.length !== askers.length) throw new Error(`"${line}" has ${words.length} cells`);
  return Object.fromEntries(askers.map((asker, index) => [asker, words[index]])) as Record<Asker, Cell>;
}

/** Tells what an answer was, in the words of a cell; anything else as its number. */
export function wordOf(answer: { status: number; location: string | undefined }): string {
  const { status, location } = answer;
  if (status === 200 || status === 202 || status === 204) return 'ok';
  if (status === 101) return 'up';
  if (status >= 300 && status < 400) return location?.startsWith('/sign-in?') ? 'in' : 'to';
  return { 401: '401', 403: 'no', 404: 'none', 409: 'bad', 422: 'bad' }[status] ?? String(status);
}
