import { z } from 'zod';
import { cleanText } from '../../clean-text';
import type { Notebook, NotebookCell, NotebookOutput } from '../port';

/** As much as a person scrolls through; the whole can be downloaded. */
const shown = { cells: 300, outputs: 20, characters: 40_000, pictureCharacters: 3 * 1024 * 1024 } as const;

const lines = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (Array.isArray(text) ? text.join('') : text));
const data = z.record(z.string(), z.unknown());
const output = z.object({
  output_type: z.string(),
  text: lines.optional(),
  data: data.optional(),
  ename: z.string().optional(),
  evalue: z.string().optional(),
  traceback: z.array(z.string()).optional(),
});
const cell = z.object({
  cell_type: z.string(),
  source: lines,
  execution_count: z.number().nullish(),
  outputs: z.array(output).optional(),
});
const notebook = z.object({
  nbformat: z.number().min(4),
  cells: z.array(cell),
  metadata: z.object({ language_info: z.object({ name: z.string() }).optional() }).optional(),
});

/** Reads a Jupyter notebook as text and pictures alone. undefined when it is none. Never throws. @see nbformat 5.10, The Notebook file format */
export function readNotebook(text: string): Notebook | undefined {
  const read = notebook.safeParse(parse(text));
  if (!read.success) return undefined;
  const { cells, metadata } = read.data;
  return {
    language: clean(metadata?.language_info?.name ?? '').slice(0, 40),
    cells: cells.slice(0, shown.cells).map(toCell),
    moreCells: Math.max(0, cells.length - shown.cells),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toCell(of: z.output<typeof cell>): NotebookCell {
  if (of.cell_type !== 'code') return { kind: 'markdown', text: clean(of.source) };
  return {
    kind: 'code',
    text: clean(of.source),
    number: of.execution_count ?? undefined,
    outputs: (of.outputs ?? []).slice(0, shown.outputs).map(toOutput),
  };
}

function toOutput(of: z.output<typeof output>): NotebookOutput {
  if (of.output_type === 'error') {
    const words = of.traceback?.join('\n') ?? `${of.ename ?? ''}: ${of.evalue ?? ''}`;
    return { kind: 'text', text: clean(words), isError: true };
  }
  if (of.text !== undefined) return { kind: 'text', text: clean(of.text), isError: false };
  for (const type of ['image/png', 'image/jpeg'] as const) {
    const base64 = lines.safeParse(of.data?.[type]).data?.replace(/\s/g, '');
    if (
      base64 !== undefined &&
      base64.length <= shown.pictureCharacters &&
      /^[A-Za-z0-9+/]+={0,2}$/.test(base64)
    )
      return { kind: 'picture', type, base64 };
  }
  const plain = lines.safeParse(of.data?.['text/plain']);
  if (plain.success) return { kind: 'text', text: clean(plain.data), isError: false };
  return { kind: 'left-out', what: clean(Object.keys(of.data ?? {})[0] ?? of.output_type).slice(0, 80) };
}

const clean = (text: string): string => cleanText(text.slice(0, shown.characters));
