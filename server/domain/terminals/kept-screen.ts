import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { terminalLimits } from '../../contract/terminal-protocol';
import { drawScreen, scrollbackLines, type Printed, type ScreenSize } from './draw-screen';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** A packed picture over this is kept without what has scrolled by; an idle terminal stays under 50 KiB (bench/terminals). */
const usualPictureBytes = 16 * 1024;
/** Nothing that people draw is larger: 500 × 500 letters in all colours. Such a screen is not kept; its program draws it again. */
const mostPictureBytes = 256 * 1024;
/** Output is copied into pieces of this size: a chunk from the network would hold the whole buffer that it is a part of. */
const pieceBytes = 4 * 1024;

/**
 * The screen of one shell, small: a packed picture of how it was, and what has been printed since. It is drawn only when that has become
 * much, or when somebody wants to see it.
 */
export class KeptScreen {
  #picture: { packed: Buffer; size: ScreenSize };
  #printed: Printed[] = [];
  #room = Buffer.alloc(0);
  #used = 0;
  #bytes = 0;
  #drawing: Promise<unknown> = Promise.resolve();

  constructor(size: ScreenSize) {
    this.#picture = { packed: Buffer.alloc(0), size };
  }

  /** Bytes that are not in the picture yet. */
  get bytesSince(): number {
    return this.#bytes;
  }

  add(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let from = 0; from < bytes.length;) {
      if (this.#used === this.#room.length) {
        this.#closePiece();
        this.#room = Buffer.allocUnsafeSlow(pieceBytes);
      }
      const part = bytes.subarray(from, from + this.#room.length - this.#used);
      this.#room.set(part, this.#used);
      this.#used += part.length;
      from += part.length;
    }
  }

  resize(size: ScreenSize): void {
    this.#closePiece();
    const last = this.#printed.at(-1);
    if (last && !(last instanceof Uint8Array)) this.#printed.pop();
    this.#printed.push(size);
  }

  /** What was printed since the beginning, while nothing has been drawn: exact, and quicker than drawing. */
  asPrinted(): Uint8Array {
    this.#closePiece();
    return Buffer.concat(this.#printed.filter((part) => part instanceof Uint8Array));
  }

  /**
   * Forgets, without drawing it, what has scrolled out of reach since: plain text with more lines after it than are kept. Answers whether
   * there was such a thing. So the commonest flood costs nothing.
   */
  skip(): boolean {
    this.#closePiece();
    const from = startOfLastLines(this.#printed, terminalLimits.rows.max + scrollbackLines);
    const isPlain = this.#printed
      .slice(0, from)
      .every((part) => part instanceof Uint8Array && !hasControls(part));
    if (from === 0 || !isPlain) return false;
    this.#bytes -= sum(this.#printed.splice(0, from));
    return true;
  }

  /** Takes what was printed into the picture. */
  fold(): Promise<void> {
    return this.#inTurn(() => this.#draw());
  }

  /** The bytes that draw the screen at this size, which is its size from now on. Nothing may be added before it has answered. */
  replay(size: ScreenSize): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      await this.#draw(size);
      return Buffer.concat([await this.#unpacked(), this.asPrinted()]);
    });
  }

  async #draw(then?: ScreenSize): Promise<void> {
    this.#closePiece();
    const { before, after } = cutWhole(this.#printed);
    this.#printed = after;
    const taken = sum(before);
    if (then) before.push(then);
    const picture = await this.#unpacked();
    const { whole, shown } = await drawScreen(this.#picture.size, [picture, ...before]);
    const size = before.findLast((part) => !(part instanceof Uint8Array)) as ScreenSize | undefined;
    let packed = await pack(whole, { level: 3 });
    if (packed.length > usualPictureBytes) packed = await pack(shown, { level: 3 });
    if (packed.length > mostPictureBytes) packed = Buffer.alloc(0);
    this.#picture = { packed: copyOf(packed), size: size ?? this.#picture.size };
    this.#bytes -= taken;
  }

  #unpacked(): Promise<Buffer> {
    const { packed } = this.#picture;
    return packed.length === 0 ? Promise.resolve(packed) : unpack(packed);
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#drawing.then(work);
    this.#drawing = answer.catch(() => undefined);
    return answer;
  }

  #closePiece(): void {
    if (this.#used > 0) this.#printed.push(copyOf(this.#room.subarray(0, this.#used)));
    [this.#room, this.#used] = [Buffer.alloc(0), 0];
  }
}

/** The first of the parts that together have so many lines; 0 when all have fewer. */
function startOfLastLines(printed: readonly Printed[], lines: number): number {
  let found = 0;
  for (let index = printed.length - 1; index > 0; index--) {
    const part = printed[index];
    if (!(part instanceof Uint8Array)) continue;
    for (let at = part.indexOf(0x0a); at >= 0 && found < lines; at = part.indexOf(0x0a, at + 1)) found += 1;
    if (found >= lines) return index;
  }
  return 0;
}

/** Whether there is anything that changes more than letters: ESC, SO, SI (and the one-byte forms, which xterm does not read in UTF-8). */
const hasControls = (bytes: Uint8Array): boolean => [0x1b, 0x0e, 0x0f].some((byte) => bytes.includes(byte));

/** zlib and the pieces hand out parts of larger buffers: what is kept holds its own bytes and no more. */
function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

const sum = (parts: readonly Printed[]): number =>
  parts.reduce((bytes, part) => bytes + (part instanceof Uint8Array ? part.length : 0), 0);

/**
 * Cuts before what may be half a control sequence or half a letter at the end: the picture would forget the half. No control sequence
 * but a string has a line feed in it, and no letter of UTF-8.
 */
function cutWhole(printed: readonly Printed[]): { before: Printed[]; after: Printed[] } {
  const last = printed.at(-1);
  if (!(last instanceof Uint8Array)) return { before: [...printed], after: [] };
  const feed = last.lastIndexOf(0x0a) + 1;
  const escape = last.lastIndexOf(0x1b);
  const cut = escape >= feed ? escape : lengthWhole(last);
  const head = printed.slice(0, -1);
  return { before: [...head, last.subarray(0, cut)], after: cut < last.length ? [last.slice(cut)] : [] };
}

/** Its length without half a letter at the end. @see RFC 3629 §3 */
function lengthWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (needs > 1) return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
