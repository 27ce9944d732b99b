import { restoreCaretBytes } from './caret-bytes';
import { unescapePbs } from './unescape-pbs';

/** A value as printed: numbers, `true` and `null` as the text they are, so that no digit of a name is lost. */
export type PbsValue = string | PbsTree | PbsValue[];
/** A Map, because a variable may be called `__proto__`. Of a repeated key the last value stays. */
export type PbsTree = Map<string, PbsValue>;

export interface PbsJson {
  top: PbsTree;
  /** Whether the closing brace was there: without it the answer was cut, and what is absent says nothing. */
  isComplete: boolean;
  /** Lines that fit nowhere, and objects whose key came twice, at most 300 characters each. */
  notUnderstood: string[];
  /**
   * Keys of objects that came twice. The released client prints names of variables as they are, with newlines and quotes, so that a
   * person can forge a job into the listing (`env 'X\n…'=1 qsub -V`); of two that claim one id none is believed.
   */
  repeated: ReadonlySet<string>;
  /**
   * Objects in which a plain member came twice. In a job's record that is the mark of two records that ran into one, because a piece of
   * the answer between them was lost: neither is believed. (Variables do come twice: special-variable-duplicate.json.)
   */
  spoilt: ReadonlySet<PbsTree>;
}

/**
 * Reads what `-F json` prints, from the released client (not JSON: bare `nan`, single backslashes, bytes that are not UTF-8) and from
 * the newer one (JSON). It goes line by line, because both print one member a line, so a value that breaks the JSON breaks
 * one line and not the listing. What stands before the first `{` line is passed over (banners). Never throws; linear.
 * @see e2e/transcripts/pbs/README.md, "The JSON itself"; OpenPBS 23.06.06, src/lib/Libcmds/pbs_json.c
 */
export function readPbsJson(bytes: Buffer): PbsJson {
  const isNewer = /(?:^|\n)\{\r?\n\t"/.test(bytes.subarray(0, 65_536).toString('latin1'));
  const text = (isNewer ? bytes : restoreCaretBytes(bytes)).toString('utf8');
  const start = /^[ \t]*\{[ \t]*\r?$/m.exec(text);
  if (!start) return readOneLine(text);
  const reader = new LineReader();
  let at = start.index + start[0].length + 1;
  while (at < text.length && !reader.isComplete) {
    const end = text.indexOf('\n', at);
    if (reader.depth > mostNested) break;
    reader.line(text.slice(at, end < 0 ? text.length : end).replace(/\r$/, ''));
    at = end < 0 ? text.length : end + 1;
  }
  return reader;
}

/** Far over what qstat nests (4): an answer that goes deeper is none, and must not cost its depth in memory. */
const mostNested = 32;

type Holder = { tree: PbsTree } | { list: PbsValue[] };

class LineReader implements PbsJson {
  readonly top: PbsTree = new Map();
  readonly notUnderstood: string[] = [];
  readonly repeated = new Set<string>();
  readonly spoilt = new Set<PbsTree>();
  isComplete = false;
  readonly #open: Holder[] = [{ tree: this.top }];
  /** A string whose closing quote is not on its line: it holds a raw newline after a backslash. */
  #unfinished: { lines: string[]; put: (value: PbsValue) => void } | undefined;

  get depth(): number {
    return this.#open.length;
  }

  line(line: string): void {
    const trimmed = line.trim();
    if (this.#unfinished && !isMember(trimmed) && !isClosing.test(trimmed)) {
      const isEnd = /",?$/.test(line);
      this.#unfinished.lines.push(isEnd ? line.slice(0, line.lastIndexOf('"')) : line);
      if (isEnd) this.#finish();
      return;
    }
    this.#finish();
    if (isClosing.test(trimmed)) this.#close();
    else if (!this.#member(trimmed) && trimmed !== '') this.notUnderstood.push(trimmed.slice(0, 300));
  }

  #finish(): void {
    if (this.#unfinished) this.#unfinished.put(unescapePbs(this.#unfinished.lines.join('\n')));
    this.#unfinished = undefined;
  }

  #close(): void {
    this.#open.pop();
    this.isComplete = this.#open.length === 0;
  }

  /** `"key":value,` in an object, `value,` in a list. */
  #member(trimmed: string): boolean {
    const holder = this.#open.at(-1);
    if (!holder) return false;
    if ('list' in holder) {
      const place = holder.list.length;
      this.#value(trimmed, (value) => (holder.list[place] = value));
      return true;
    }
    const colon = trimmed.startsWith('"') ? trimmed.indexOf('":', 1) : -1;
    if (colon < 0) return false;
    const key = trimmed.slice(1, colon);
    const printed = trimmed.slice(colon + 2).trim();
    if (printed === '{' && holder.tree.has(key)) {
      this.repeated.add(key);
      this.notUnderstood.push(`${key.slice(0, 280)} came twice`);
    } else if (holder.tree.has(key)) this.spoilt.add(holder.tree);
    this.#value(printed, (value) => holder.tree.set(key, value));
    return true;
  }

  #value(printed: string, put: (value: PbsValue) => void): void {
    if (printed === '{') {
      const tree: PbsTree = new Map();
      put(tree);
      this.#open.push({ tree });
    } else if (printed === '[') {
      const list: PbsValue[] = [];
      put(list);
      this.#open.push({ list });
    } else if (printed.startsWith('"')) {
      const isClosed = /.",?$/.test(printed);
      const inside = isClosed ? printed.slice(1, printed.lastIndexOf('"')) : printed.slice(1);
      put(unescapePbs(inside));
      if (!isClosed) this.#unfinished = { lines: [inside], put };
    } else put(printed.replace(/,$/, ''));
  }
}

const isClosing = /^[}\]],?$/;
const isMember = (trimmed: string) => trimmed.startsWith('"') && trimmed.includes('":');

/** A client that prints compact JSON, which none of the known ones does. */
function readOneLine(text: string): PbsJson {
  const start = text.indexOf('{"');
  try {
    const value: unknown = start < 0 ? undefined : JSON.parse(text.slice(start));
    const tree = value === undefined ? undefined : fromJson(value);
    if (tree instanceof Map)
      return { top: tree, isComplete: true, notUnderstood: [], repeated: new Set(), spoilt: new Set() };
  } catch {
    // Falls through to "not understood": a cut answer is no answer.
  }
  const line = text.trim().slice(0, 300);
  return {
    top: new Map(),
    isComplete: false,
    notUnderstood: line === '' ? [] : [line],
    repeated: new Set(),
    spoilt: new Set(),
  };
}

function fromJson(value: unknown): PbsValue {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, member]) => [key, fromJson(member)]));
  return String(value);
}

/** The objects under a name of the top (`Jobs`, `nodes`, `Queue`), by id; without those that are not believed. Never throws. */
export function treesUnder(
  json: Pick<PbsJson, 'top' | 'repeated' | 'spoilt'>,
  name: string,
): [id: string, tree: PbsTree][] {
  const holder = json.top.get(name);
  if (!(holder instanceof Map)) return [];
  return [...holder].filter(
    (entry): entry is [string, PbsTree] =>
      entry[1] instanceof Map && !json.repeated.has(entry[0]) && !json.spoilt.has(entry[1]),
  );
}

/** The text at a path of keys; undefined when there is none. Never throws. */
export function textAt(tree: PbsTree, ...path: string[]): string | undefined {
  let value: PbsValue | undefined = tree;
  for (const key of path) value = value instanceof Map ? value.get(key) : undefined;
  return typeof value === 'string' ? value : undefined;
}
