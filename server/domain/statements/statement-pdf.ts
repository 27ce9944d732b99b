import { buffer } from 'node:stream/consumers';
import { milliGpuSecondsPerGpuHour } from '../../contract/hours';
import type { Locale } from '../../contract/roles';
import type { StatementOf } from '../../contract/statements';
import { a4, openPaper, type Paper } from '../paper';
import type { Statement, StatementLine } from './read-statement';
import { seoulTime, statementWords, type StatementWords } from './statement-words';

const margin = 48;
const right = a4.width - margin;
const bottom = a4.height - 64;
const rowHeight = 19;
const ink = '#16181d';
const paleInk = '#5b6270';
const line = '#d5d9e0';

/** Left edges and widths of the columns of lines; what is right of `of` is figures. */
const columns = {
  at: { x: margin, width: 82 },
  kind: { x: margin + 86, width: 58 },
  what: { x: margin + 148, width: 98 },
  of: { x: margin + 250, width: 80 },
  granted: { x: margin + 332, width: 54 },
  held: { x: margin + 388, width: 54 },
  used: { x: margin + 444, width: right - margin - 444 },
} as const;
type Column = keyof typeof columns;
const figures: readonly Column[] = ['granted', 'held', 'used'];

/** A statement as an A4 PDF, each page with its number. Effects: none. */
export async function statementPdf(
  statement: Statement & { of: StatementOf },
  locale: Locale,
  madeAt = new Date(),
): Promise<Buffer> {
  const words = statementWords[locale];
  const paper = openPaper({
    title: `${words.title} · ${statement.name}`,
    author: words.brand,
    locale,
    isNumbered: true,
  });
  const whole = buffer(paper);
  paper.addPage();
  drawHead(paper, statement, words, madeAt);
  drawSums(paper, statement, words);
  drawLines(paper, statement, words);
  drawFeet(paper, statement, words);
  paper.end();
  return whole;
}

interface Look {
  size?: number;
  isBold?: boolean;
  color?: string;
  isRight?: boolean;
}

/** One line of text in a box; what does not fit ends in an ellipsis. */
function say(
  paper: Paper,
  text: string,
  box: { x: number; y: number; width: number },
  look: Look = {},
): void {
  const { size = 8.5, isBold = false, color = ink, isRight = false } = look;
  paper
    .font(isBold ? 'bold' : 'plain')
    .fontSize(size)
    .fillColor(color)
    .text(text, box.x, box.y, {
      width: box.width,
      height: size * 1.3,
      align: isRight ? 'right' : 'left',
      lineBreak: false,
      ellipsis: true,
    });
}

const rule = (paper: Paper, y: number): void => {
  paper.lineWidth(0.5).strokeColor(line).moveTo(margin, y).lineTo(right, y).stroke();
};

function drawHead(
  paper: Paper,
  statement: Statement & { of: StatementOf },
  words: StatementWords,
  madeAt: Date,
): void {
  const width = right - margin;
  say(paper, words.brand, { x: margin, y: margin, width }, { isBold: true, size: 10, color: paleInk });
  say(paper, words.title, { x: margin, y: margin + 18, width }, { isBold: true, size: 20 });
  const facts = [
    [words.of[statement.of], statement.name],
    [words.period, `${statement.from} ~ ${statement.to}`],
    [words.made, seoulTime(madeAt)],
  ] as const;
  facts.forEach(([label, text], index) => {
    const y = margin + 54 + index * 16;
    say(paper, label, { x: margin, y, width: 70 }, { color: paleInk, size: 9.5 });
    say(paper, text, { x: margin + 74, y, width: width - 74 }, { size: 9.5 });
  });
}

const sumsTop = margin + 118;

/** What stood before and after, and what is left of it. */
function drawSums(paper: Paper, statement: Statement, words: StatementWords): void {
  const parts = ['granted', 'held', 'used', 'free'] as const;
  const cell = (index: number, y: number) => ({
    x: margin + 150 + index * 87,
    y,
    width: right - margin - 150 - 261,
  });
  say(paper, words.hours, { x: margin, y: sumsTop, width: 140 }, { color: paleInk });
  parts.forEach((part, index) =>
    say(paper, words.columns[part], cell(index, sumsTop), { color: paleInk, isRight: true }),
  );
  const sums = [
    [`${words.opening} (${statement.from})`, statement.opening],
    [`${words.closing} (${statement.to})`, statement.closing],
  ] as const;
  sums.forEach(([label, sum], index) => {
    const y = sumsTop + 20 + index * rowHeight;
    rule(paper, y - 5);
    say(paper, label, { x: margin, y, width: 146 }, { isBold: true });
    const free = sum.granted - sum.held - sum.used;
    parts.forEach((part, at) =>
      say(paper, hoursText(part === 'free' ? free : sum[part]), cell(at, y), { isBold: true, isRight: true }),
    );
  });
}

function drawLines(paper: Paper, statement: Statement, words: StatementWords): void {
  let y = sumsTop + 76;
  if (statement.lines.length === 0)
    return say(paper, words.none, { x: margin, y, width: right - margin }, { size: 9.5 });
  y = drawColumns(paper, words, y);
  for (const one of statement.lines) {
    if (y > bottom) {
      paper.addPage();
      y = drawColumns(paper, words, margin);
    }
    drawLine(paper, one, words, y);
    y += rowHeight;
  }
}

function drawColumns(paper: Paper, words: StatementWords, y: number): number {
  for (const column of Object.keys(columns) as Column[])
    say(
      paper,
      words.columns[column],
      { ...columns[column], y },
      { color: paleInk, isRight: figures.includes(column) },
    );
  return y + rowHeight;
}

function drawLine(paper: Paper, one: StatementLine, words: StatementWords, y: number): void {
  rule(paper, y - 5);
  const texts: Record<Column, string> = {
    at: one.at ? seoulTime(one.at) : '',
    kind: words.kinds[one.kind],
    what: one.what,
    of: one.of,
    granted: moveText(one.granted),
    held: moveText(one.held),
    used: moveText(one.used),
  };
  for (const column of Object.keys(columns) as Column[])
    say(paper, texts[column], { ...columns[column], y }, { isRight: figures.includes(column) });
}

/** How it adds up, and which page of how many, under each. */
function drawFeet(paper: Paper, statement: Statement, words: StatementWords): void {
  const { start, count } = paper.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    paper.switchToPage(start + index);
    const y = a4.height - 36;
    const look = { color: paleInk, size: 7.5 };
    say(paper, `${statement.name} · ${words.foot}`, { x: margin, y, width: right - margin - 50 }, look);
    say(paper, `${index + 1} / ${count}`, { x: right - 46, y, width: 46 }, { ...look, isRight: true });
  }
}

/** Hours with three digits behind the point: a second of a GPU is 0.0003. */
const hoursText = (amount: bigint): string =>
  (Number(amount) / milliGpuSecondsPerGpuHour).toLocaleString('en', {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  });

const moveText = (amount: bigint): string =>
  amount === 0n ? '' : amount > 0n ? `+${hoursText(amount)}` : `−${hoursText(-amount)}`;
