/** Why a PDF is not shown: a password, something that is no PDF, or one that takes too long to draw. */
export type PdfTrouble = 'locked' | 'broken' | 'slow';

/** A PDF that is open in the browser; it ends with the signal that it was opened with. */
export interface Pdf {
  pages: number;
  /** Puts a page (from 1) into an element, so many CSS pixels wide. @throws when it cannot be drawn, also after `stop` */
  draw(number: number, into: HTMLElement, width: number, stop: AbortSignal): Promise<void>;
}

/** What is said of an error of the reader. Never throws. */
export const pdfTroubleOf = (error: unknown): PdfTrouble =>
  error instanceof Error && (error.cause === 'locked' || error.cause === 'slow') ? error.cause : 'broken';
