import type { OutputLines, OutputNews } from '#server/contract/output-news';

/** What a page keeps of a job's output. */
export interface ShownOutput {
  /** Whole lines, in pieces of some size, so that a new line changes one piece only. */
  pieces: readonly { fromByte: number; text: string }[];
  /** The line that is being written. */
  unfinished: string;
  /** undefined while nothing has come. */
  nextByte: number | undefined;
  /** Something before the first piece was left out. */
  isCutAtStart: boolean;
}

export const noOutput: ShownOutput = {
  pieces: [],
  unfinished: '',
  nextByte: undefined,
  isCutAtStart: false,
};

/** A piece grows up to this, then a new one begins. */
const pieceCharacters = 16 * 1024;
/** What a page shows at most; the whole can be downloaded. */
const shownCharacters = 400_000;

/** Puts a part after what is there; one that does not continue it (the file began anew) takes its place. Never throws. */
export function addLines(shown: ShownOutput, lines: OutputLines): ShownOutput {
  const { fromByte, text, unfinished, nextByte } = lines;
  if (shown.nextByte !== fromByte) {
    const pieces = text === '' ? [] : [{ fromByte, text }];
    return { pieces, unfinished, nextByte, isCutAtStart: fromByte > 0 };
  }
  const pieces = text === '' ? shown.pieces : append(shown.pieces, fromByte, text);
  const kept = lastPieces(pieces);
  return { pieces: kept, unfinished, nextByte, isCutAtStart: shown.isCutAtStart || kept !== pieces };
}

function append(pieces: ShownOutput['pieces'], fromByte: number, text: string): ShownOutput['pieces'] {
  const last = pieces.at(-1);
  if (!last || last.text.length + text.length > pieceCharacters) return [...pieces, { fromByte, text }];
  return [...pieces.slice(0, -1), { ...last, text: last.text + text }];
}

/** The same list when all of it may be shown. */
function lastPieces(pieces: ShownOutput['pieces']): ShownOutput['pieces'] {
  let characters = 0;
  const first = pieces.findLastIndex((piece) => (characters += piece.text.length) > shownCharacters);
  return first < 0 ? pieces : pieces.slice(first + 1);
}

const isKnown: Record<OutputNews['kind'], true> = {
  lines: true,
  nothing: true,
  away: true,
  end: true,
  'session-ended': true,
};

/** What a message of `/live/output` says; undefined for one of another version. Never throws. */
export function readOutputNews(text: string): OutputNews | undefined {
  try {
    const news = JSON.parse(text) as OutputNews | null;
    return news && Object.hasOwn(isKnown, news.kind) ? news : undefined;
  } catch {
    return undefined;
  }
}
