import type { OutputLines } from '#server/contract/output-news';
import { cleanText } from '../clean-text';
import { wholeCharacters } from './whole-characters';

/** A line longer than this is handed on in pieces. */
export const longestLineBytes = 16 * 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;
const escape = 0x1b;
const begunEscape = /^\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07]*|[ -/]*)$/;

/**
 * Cuts a part of a job's output into whole lines and the one that is still being written. isTail: the part may begin inside a line,
 * which is then left out. What a line wrote over itself (`\r`) is left out at once, so that a progress bar of hours stays one line.
 * Never throws.
 */
export function wholeLines(
  part: { bytes: Buffer; from: number; sizeBytes: number },
  isTail: boolean,
): OutputLines {
  const skipped = isTail && part.from > 0 ? startOfLine(part.bytes) : 0;
  const bytes = part.bytes.subarray(skipped);
  const ended = bytes.lastIndexOf(newline) + 1;
  const open = withoutBegunEscape(bytes.subarray(ended));
  const isTooLong = open.length > longestLineBytes && lastRewrite(open) === 0;
  const done = isTooLong ? ended + open.length - wholeCharacters(open, false, true).left : ended;
  const rest = open.subarray(done - ended);
  const rewritten = lastRewrite(rest);
  const unfinished = wholeCharacters(rest.subarray(rewritten), false, true).bytes;
  return {
    fromByte: part.from + skipped,
    text: cleanText(bytes.subarray(0, done).toString('utf8')),
    unfinished: cleanText(unfinished.toString('utf8')),
    nextByte: part.from + skipped + done + rewritten,
    sizeBytes: part.sizeBytes,
  };
}

/** After the first newline, or, in one long line, at its first whole character. */
function startOfLine(bytes: Buffer): number {
  const first = bytes.indexOf(newline);
  return first >= 0 ? first + 1 : wholeCharacters(bytes, true, false).skipped;
}

/**
 * A control sequence whose end has not been written yet would look like text: it waits for the next part.
 * @see ECMA-48 5.4, 5.6
 */
function withoutBegunEscape(line: Buffer): Buffer {
  const at = line.lastIndexOf(escape);
  if (at < 0 || line.length - at > 4_096) return line;
  return begunEscape.test(line.subarray(at).toString('latin1')) ? line.subarray(0, at) : line;
}

/**
 * Where the last writing of a line begins: after its last `\r` that something visible follows. Nothing does at the end of a `\r\n`, and
 * none where only colours are set.
 */
function lastRewrite(line: Buffer): number {
  for (let end = line.length; end > 0;) {
    const mark = line.lastIndexOf(carriageReturn, end - 1);
    if (cleanText(line.subarray(mark + 1, end).toString('utf8')) !== '') return mark + 1;
    end = mark;
  }
  return 0;
}
