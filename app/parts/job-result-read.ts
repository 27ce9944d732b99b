export type Preview =
  | { kind: 'table'; rows: string[][]; moreLines: number }
  | { kind: 'text'; text: string; moreLines: number }
  | { kind: 'broken' };

const shown = { rows: 12, columns: 12, lines: 40, lineCharacters: 400 } as const;

/** Fetches a result and keeps its beginning. @throws when it cannot be fetched or is no text */
export async function readPreview(href: string, isTable: boolean): Promise<Preview> {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(String(answer.status));
  const text = await answer.text();
  return isTable ? tableOf(text) : textOf(text);
}

/** The reader of CSV comes only to pages that show one. */
async function tableOf(text: string): Promise<Preview> {
  const { default: papaparse } = await import('papaparse');
  const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: true });
  const rows = data.slice(0, shown.rows).map((row) => row.slice(0, shown.columns));
  return { kind: 'table', rows, moreLines: data.length - rows.length };
}

function textOf(text: string): Preview {
  const lines = text.replace(/\n$/, '').split('\n');
  const first = lines.slice(0, shown.lines).map((line) => line.slice(0, shown.lineCharacters));
  return { kind: 'text', text: first.join('\n'), moreLines: lines.length - first.length };
}
