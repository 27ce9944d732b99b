/** What a page can do with a result: show it as a picture, show its first lines or rows, or only hand it out. */
export type ResultKind = 'picture' | 'table' | 'text' | 'other';

const kinds: readonly [pattern: RegExp, kind: ResultKind][] = [
  [/\.(svg|png|jpe?g|gif|webp)$/i, 'picture'],
  [/\.(csv|tsv)$/i, 'table'],
  [/\.(txt|log|md|json|jsonl|ya?ml|toml|ini|out|err|py|sh)$/i, 'text'],
];

/** By the end of its name, as the server does. Never throws. */
export const resultKind = (path: string): ResultKind =>
  kinds.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';

/** A larger file is not fetched only to show its beginning. */
export const previewBytes = 1024 * 1024;
