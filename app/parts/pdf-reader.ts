import { getDocument, PDFWorker, TextLayer, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { Pdf, PdfTrouble } from './pdf-words';

/* The reader of PDFs, for browsers alone and only where a PDF is shown. Why it is safe: docs/decisions/0120. */

/** Letters that a PDF takes for granted, and tables of Korean, Japanese and Chinese codes; fetched when one needs them. */
const data = import.meta.glob<string>(
  ['/node_modules/pdfjs-dist/cmaps/*.bcmap', '/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}'],
  { eager: true, query: '?url', import: 'default' },
);
const urlOf = new Map(Object.entries(data).map(([path, url]) => [path.split('/').at(-1), url]));

/** In place of addresses made from a folder and a name: the built files have other names. */
class BuiltFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = urlOf.get(filename);
    if (url === undefined) throw new Error(`no ${filename} here`);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** Longer than any page of a lesson takes on a weak machine; a file made to keep it busy for ever ends here. */
const patienceMs = 30_000;
/** A page as tall as a hundred, or one that is drawn too fine for a phone's memory. */
const most = { height: 20_000, pixels: 16e6 } as const;

/** Fetches a PDF and opens it in a worker of its own. @throws PdfTrouble by `cause`, or what `fetch` throws */
export async function openPdf(href: string, signal: AbortSignal): Promise<Pdf> {
  const answer = await fetch(href, { signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  signal.throwIfAborted();
  const port = new Worker(workerUrl, { type: 'module' });
  const close = () => port.terminate();
  const inTime = <Value>(work: Promise<Value>) => orLate(work, close);
  signal.addEventListener('abort', close, { once: true });
  try {
    const task = getDocument({
      data: bytes,
      worker: PDFWorker.create({ port }),
      BinaryDataFactory: BuiltFiles,
      useWorkerFetch: false,
      // What would need rights that the page does not give.
      isEvalSupported: false,
      useWasm: false,
      enableXfa: false,
      maxImageSize: 64e6,
      verbosity: 0,
    });
    const document = await inTime(task.promise);
    return {
      pages: document.numPages,
      draw: async (number, into, width, stop) => {
        const page = await inTime(document.getPage(number));
        if (!stop.aborted) await inTime(drawPage(page, into, width, stop));
      },
    };
  } catch (error) {
    close();
    throw troubleOf(error);
  }
}

/** The page as a picture, and over it its words, which can be chosen, copied and read aloud. What stood there goes when it is done. */
async function drawPage(page: PDFPageProxy, into: HTMLElement, width: number, stop: AbortSignal) {
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(width / natural.width, most.height / natural.height);
  const viewport = page.getViewport({ scale });
  const fine = Math.min(devicePixelRatio, Math.sqrt(most.pixels / (viewport.width * viewport.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * fine));
  canvas.height = Math.max(1, Math.floor(viewport.height * fine));
  canvas.style.width = `${viewport.width}px`;
  canvas.style.height = `${viewport.height}px`;
  const words = document.createElement('div');
  words.className = 'pdf-words';
  words.style.setProperty('--total-scale-factor', String(scale));
  const task = page.render({ canvas, viewport, transform: [fine, 0, 0, fine, 0, 0] });
  stop.addEventListener('abort', () => task.cancel(), { once: true });
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
  await Promise.all([task.promise, layer.render()]);
  if (!stop.aborted) into.replaceChildren(canvas, words);
}

function orLate<Value>(work: Promise<Value>, close: () => void): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      close();
      reject(withCause('slow'));
    }, patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const withCause = (trouble: PdfTrouble): Error => new Error(trouble, { cause: trouble });

function troubleOf(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return withCause('locked');
  return name.endsWith('PDFException') || name === 'FormatError' ? withCause('broken') : error;
}
