import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Locale } from '../contract/roles';

export type Paper = InstanceType<typeof PDFDocument>;

/** A4 in points (1/72 inch). @see ISO 216 */
export const a4 = { width: 595.28, height: 841.89 };

const require = createRequire(import.meta.url);
const fontOf = (weight: 'Regular' | 'Bold') =>
  require.resolve(`pretendard/dist/public/static/Pretendard-${weight}.otf`);

/**
 * An A4 document without pages yet, with fonts `plain` and `bold` that have Korean; letters that are not used are left out of the file.
 * isNumbered: pages stay open until the end, so that each can say how many there are.
 */
export function openPaper(words: {
  title: string;
  author: string;
  locale: Locale;
  isNumbered?: boolean;
}): Paper {
  const paper = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: words.isNumbered ?? false,
    lang: words.locale,
    info: { Title: words.title, Author: words.author },
  });
  paper.registerFont('plain', fontOf('Regular'));
  paper.registerFont('bold', fontOf('Bold'));
  return paper;
}
