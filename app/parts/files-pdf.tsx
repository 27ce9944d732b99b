import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWidth } from '../hooks/use-width';
import { useText } from '../locales/use-text';
import { IconButton } from '../ui/icon-button';
import { pdfTroubleOf, type Pdf, type PdfTrouble } from './pdf-words';

/** What scrolls must be reachable with the keyboard. @see axe-core, scrollable-region-focusable */
const reachable = { tabIndex: 0 };
const zooms = [1, 1.5, 2, 3] as const;

/** A PDF, page after page: a picture with its words over it. Nothing in it runs, and nothing in it leads anywhere. */
export function FilesPdf({ name, href }: { name: string; href: string }) {
  const t = useText('files');
  const [pdf, setPdf] = useState<Pdf>();
  const [trouble, setTrouble] = useState<PdfTrouble>();
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const open = async () => {
      const { openPdf } = await import('./pdf-reader');
      setPdf(await openPdf(href, stop.signal));
    };
    open().catch((error: unknown) => {
      if (!stop.signal.aborted) setTrouble(pdfTroubleOf(error));
    });
    return () => stop.abort();
  }, [href]);
  if (trouble)
    return (
      <p role="status" className="text-text-2">
        {t(`pdf-${trouble}`)}
      </p>
    );
  if (!pdf)
    return (
      <p role="status" className="text-text-2">
        {t('pdfReading')}
      </p>
    );
  const last = zooms.length - 1;
  return (
    <section aria-label={`${t('preview')}: ${name}`} className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          icon={ChevronLeft}
          label={t('pdfPrevious')}
          size="small"
          aria-disabled={page === 1}
          onClick={() => setPage(Math.max(1, page - 1))}
        />
        <PageField page={page} pages={pdf.pages} onGo={setPage} />
        <IconButton
          icon={ChevronRight}
          label={t('pdfNext')}
          size="small"
          aria-disabled={page === pdf.pages}
          onClick={() => setPage(Math.min(pdf.pages, page + 1))}
        />
        <span className="ml-auto flex gap-2">
          <IconButton
            icon={ZoomOut}
            label={t('pdfSmaller')}
            size="small"
            aria-disabled={zoom === 0}
            onClick={() => setZoom(Math.max(0, zoom - 1))}
          />
          <IconButton
            icon={ZoomIn}
            label={t('pdfLarger')}
            size="small"
            aria-disabled={zoom === last}
            onClick={() => setZoom(Math.min(last, zoom + 1))}
          />
        </span>
      </div>
      <Page pdf={pdf} page={page} zoom={zooms[zoom] ?? 1} onTrouble={setTrouble} />
    </section>
  );
}

/** Which page is seen, to be changed by its number; said when it changes. */
function PageField({ page, pages, onGo }: { page: number; pages: number; onGo: (page: number) => void }) {
  const t = useText('files');
  const [typed, setTyped] = useState<string>();
  const go = () => {
    const number = Math.round(Number(typed));
    if (typed !== undefined && number >= 1) onGo(Math.min(pages, number));
    setTyped(undefined);
  };
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <input
        className="input w-16! text-center"
        inputMode="numeric"
        aria-label={t('pdfNumber')}
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
      />
      <span role="status" className="text-small text-text-2">
        <span className="sr-only">{t('pdfAt', { page, pages })}</span>
        <span aria-hidden>/ {pages}</span>
      </span>
    </form>
  );
}

interface PageProps {
  pdf: Pdf;
  page: number;
  zoom: number;
  onTrouble: (trouble: PdfTrouble) => void;
}

function Page({ pdf, page, zoom, onTrouble }: PageProps) {
  const t = useText('files');
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  useEffect(() => {
    const into = sheet.current;
    if (!into || width === 0) return;
    const stop = new AbortController();
    pdf.draw(page, into, width * zoom, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) onTrouble(pdfTroubleOf(error));
    });
    return () => stop.abort();
  }, [pdf, page, zoom, width, onTrouble]);
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [page]);
  return (
    <div
      ref={box}
      role="region"
      aria-label={t('pdfAt', { page, pages: pdf.pages })}
      {...reachable}
      className="pdf-box rounded-2 border border-line"
    >
      <div ref={sheet} className="pdf-sheet" />
    </div>
  );
}
