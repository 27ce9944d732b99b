import type { Notebook } from '../../bridge/files/port';
import type { DocBlock } from '../../contract/docs';
import type { PreviewView } from '../../file-services';
import { parseMarkdown } from '../docs/parse-markdown';

/** A notebook with its words as blocks: no markup of its own passes. Never throws. */
export function notebookView(notebook: Notebook): PreviewView {
  return {
    kind: 'notebook',
    language: notebook.language,
    moreCells: notebook.moreCells,
    cells: notebook.cells.map((cell, index) =>
      cell.kind === 'code' ? cell : { kind: 'markdown', blocks: blocksOf(cell.text, index) },
    ),
  };
}

/** Nested so deep that neither a reader nor a stack can follow. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+]|\d+[.)])){16}/m;
/** Only what is on the open web; a notebook's own files are not beside this page. */
const webOnly = (href: string) => (/^https:\/\//i.test(href) ? href : undefined);

function blocksOf(text: string, cell: number): DocBlock[] {
  if (tooDeep.test(text)) return [{ kind: 'code', text }];
  // The reader of help pages takes the first title out: it gets one of its own.
  const { blocks } = parseMarkdown(`# -\n\n${text}`, webOnly);
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, id: `cell-${cell}-${block.id}` } : block,
  );
}
