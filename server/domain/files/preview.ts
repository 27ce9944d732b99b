import Papa from 'papaparse';
import type { HomeFiles, ReadText } from '../../bridge/files/port';
import type { SshLink } from '../../bridge/ssh/port';
import { limits } from '../../contract/limits';
import type { PreviewView } from '../../file-services';
import { notebookView } from './notebook-view';

interface Preview {
  preview: PreviewView;
  mayEdit: boolean;
}

const shown = { rows: 200, columns: 30, cellCharacters: 500 } as const;
const none = (why: 'binary' | 'too-large'): Preview => ({ preview: { kind: 'none', why }, mayEdit: false });

/** How the beginning of a file is shown, by the end of its name and by what stands in it. @throws as `HomeFiles.readText` */
export async function previewOf(
  files: HomeFiles,
  link: SshLink,
  path: string,
  sizeBytes: number,
): Promise<Preview> {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg'].includes(ending))
    return sizeBytes > limits.pictureBytes
      ? none('too-large')
      : { preview: { kind: 'picture' }, mayEdit: false };
  if (ending === 'pdf')
    return sizeBytes > limits.pdfBytes ? none('too-large') : { preview: { kind: 'pdf' }, mayEdit: false };
  const isNotebook = ending === 'ipynb';
  if (isNotebook && sizeBytes > limits.notebookBytes) return none('too-large');
  const read = await files.readText(link, path, isNotebook ? limits.notebookBytes : limits.textBytes);
  if (!read || read.kind === 'binary') return none('binary');
  const notebook = isNotebook ? files.readNotebook(read.exact?.text ?? read.text) : undefined;
  if (notebook) return { preview: notebookView(notebook), mayEdit: false };
  const isTable = ending === 'csv' || ending === 'tsv';
  return { preview: isTable ? tableOf(read) : textOf(read), mayEdit: read.exact !== undefined };
}

const textOf = ({ text, isCut, encoding }: ReadText): PreviewView => ({
  kind: 'text',
  text: text.slice(0, limits.textBytes),
  isCut,
  encoding,
});

function tableOf(read: ReadText): PreviewView {
  const { data } = Papa.parse<string[]>(read.text, { skipEmptyLines: true });
  const [head = [], ...rows] = data;
  if (head.length === 0) return textOf(read);
  const cut = (row: string[]) =>
    row.slice(0, shown.columns).map((cell) => cell.slice(0, shown.cellCharacters));
  return {
    kind: 'table',
    head: cut(head),
    rows: rows.slice(0, shown.rows).map(cut),
    moreRows: Math.max(0, rows.length - shown.rows),
    moreColumns: Math.max(0, head.length - shown.columns),
    isCut: read.isCut,
    encoding: read.encoding,
  };
}
