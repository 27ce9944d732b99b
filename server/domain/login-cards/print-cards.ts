import { buffer } from 'node:stream/consumers';
import encodeQR from 'qr';
import type { Locale } from '../../contract/roles';
import { a4, openPaper, type Paper as Doc } from '../paper';
import { paperWords } from './paper-words';

/** What is printed on one card. */
export interface PrintedCard {
  number: number;
  code: string;
  /** undefined: a line to write it on by hand. */
  name: string | undefined;
  /** Of the QR code. */
  address: string;
  lines: readonly string[];
}

export interface CardSheet {
  className: string;
  schoolName: string;
  /** Origin that people open. */
  url: string;
  cards: readonly PrintedCard[];
}

/* Eight cards a sheet. */
const margin = 24;
const [columns, rows] = [2, 4];
const cardWidth = (a4.width - 2 * margin) / columns;
const cardHeight = (a4.height - 2 * margin) / rows;
const pad = 13;
const qrSide = 88;
const ink = '#16181d';
const paleInk = '#5b6270';

/** Cards as a PDF to print on A4 and cut, eight a sheet; letters that are not used are left out of the fonts. Effects: none. */
export async function printCards(sheet: CardSheet, locale: Locale): Promise<Buffer> {
  const words = paperWords[locale];
  const doc = openPaper({
    title: `${words.title} · ${sheet.className}`,
    author: words.brand,
    locale,
  });
  const whole = buffer(doc);
  sheet.cards.forEach((card, index) => {
    const place = index % (columns * rows);
    if (place === 0) {
      doc.addPage();
      drawCuts(doc);
    }
    doc.save();
    doc.translate(margin + (place % columns) * cardWidth, margin + Math.floor(place / columns) * cardHeight);
    drawCard(doc, sheet, card, locale);
    doc.restore();
  });
  doc.end();
  return whole;
}

/** Where to cut; thin enough to vanish beside the cut. */
function drawCuts(doc: Doc): void {
  doc.save().lineWidth(0.5).dash(3, { space: 3 }).strokeColor('#aab0bb');
  for (let column = 0; column <= columns; column++) {
    const x = margin + column * cardWidth;
    doc.moveTo(x, margin).lineTo(x, margin + rows * cardHeight);
  }
  for (let row = 0; row <= rows; row++) {
    const y = margin + row * cardHeight;
    doc.moveTo(margin, y).lineTo(margin + columns * cardWidth, y);
  }
  doc.stroke().restore();
}

function drawCard(doc: Doc, sheet: CardSheet, card: PrintedCard, locale: Locale): void {
  const words = paperWords[locale];
  const right = cardWidth - pad;
  const say = (text: string, x: number, y: number, size: number, look: Look = {}) =>
    doc
      .font(look.isBold ? 'bold' : 'plain')
      .fontSize(size)
      .fillColor(look.color ?? ink)
      .text(text, x, y, {
        width: look.width ?? right - x,
        height: size * 1.3,
        align: look.align ?? 'left',
        lineBreak: false,
        ellipsis: true,
      });
  say(`${words.brand} · ${sheet.className} · ${sheet.schoolName}`, pad, 11, 7.5, {
    color: paleInk,
    width: cardWidth - 2 * pad - 52,
  });
  say(`${words.card} ${card.number}`, right - 50, 9, 10, { isBold: true, width: 50, align: 'right' });
  drawName(doc, say, card, words.name);

  const top = 47;
  drawQr(doc, card.address, pad - 4, top);
  say(words.scan, pad, top + qrSide - 1, 6.5, { color: paleInk, width: qrSide });
  say(words.code, pad, top + qrSide + 11, 6.5, { color: paleInk, width: qrSide });
  say(spaced(card.code), pad, top + qrSide + 19, 14, { isBold: true, width: qrSide });

  const x = pad + qrSide + 8;
  say(words.lines, x, top + 1, 6.2, { color: paleInk });
  card.lines.forEach((line, index) => {
    const y = top + 13 + index * 10.6;
    doc
      .lineWidth(0.6)
      .strokeColor(paleInk)
      .rect(x, y + 1.2, 6, 6)
      .stroke();
    say(String(index + 1), x + 9, y + 1, 6.5, { color: paleInk, width: 10, align: 'right' });
    say(line, x + 23, y, 8.2);
  });
  say(`${words.at} ${sheet.url.replace(/^https?:\/\//, '')}/card`, x, top + 123, 6.5, { color: paleInk });
  say(words.keep, pad, cardHeight - 15, 5.6, { color: paleInk });
}

interface Look {
  isBold?: boolean;
  color?: string;
  width?: number;
  align?: 'left' | 'right';
}

function drawName(
  doc: Doc,
  say: (text: string, x: number, y: number, size: number, look?: Look) => void,
  card: PrintedCard,
  label: string,
): void {
  say(label, pad, 30, 7.5, { color: paleInk, width: 28 });
  if (card.name !== undefined) return say(card.name, pad + 30, 26.5, 11, { isBold: true });
  doc
    .lineWidth(0.7)
    .strokeColor(paleInk)
    .moveTo(pad + 30, 40)
    .lineTo(cardWidth - pad, 40)
    .stroke();
}

/** Runs of dark squares as rectangles, with a quiet zone of 4 squares. @see ISO/IEC 18004, 9.1 */
function drawQr(doc: Doc, text: string, left: number, top: number): void {
  const matrix = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const side = qrSide / matrix.length;
  doc.fillColor('#000000');
  matrix.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      doc.rect(left + from * side, top + y * side, (x - from + 1) * side, side);
    }
  });
  doc.fill();
}

/** A card's name as one reads it out: in two halves. */
const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
