/** Pages of help as data: the server reads the Markdown, the page draws it. No raw HTML passes. */
export type DocInline =
  | string
  | { kind: 'strong' | 'emphasis'; inlines: DocInline[] }
  | { kind: 'code'; text: string }
  /** href: inside the portal (`/docs/…`), a part of this page (`#…`) or `https://…`. */
  | { kind: 'link'; href: string; inlines: DocInline[] };

export type DocBlock =
  | { kind: 'heading'; level: 2 | 3 | 4; id: string; inlines: DocInline[] }
  | { kind: 'paragraph'; inlines: DocInline[] }
  | { kind: 'code'; text: string }
  /** start: the first number; undefined for bullets. */
  | { kind: 'list'; start: number | undefined; items: DocBlock[][] }
  | { kind: 'table'; head: DocInline[][]; rows: DocInline[][][] }
  | { kind: 'quote'; blocks: DocBlock[] };

/** For whom a page is: the folders of `docs/`. */
export const docShelves = ['student', 'teacher', 'operators', 'developers', 'decisions'] as const;
export type DocShelf = (typeof docShelves)[number];
