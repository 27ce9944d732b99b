import { createHash } from 'node:crypto';
import { cleanText } from '../../clean-text';
import type { SshLink } from '../../ssh/port';
import type { ReadText } from '../port';
import { wholeCharacters } from '../whole-characters';

/** @see `HomeFiles.readText` */
export async function readText(
  link: SshLink,
  path: string,
  maxBytes: number,
): Promise<ReadText | { kind: 'binary' } | undefined> {
  const file = await link.files.open(path);
  if (!file) return undefined;
  try {
    const parts: Buffer[] = [];
    for await (const part of file.bytes(0, Math.min(maxBytes, file.sizeBytes))) parts.push(part);
    return asText(Buffer.concat(parts), file);
  } finally {
    await file.close();
  }
}

/** Tells a text from what is none, by its beginning. Never throws. */
export function asText(
  bytes: Buffer,
  { sizeBytes, modifiedAt }: { sizeBytes: number; modifiedAt: Date },
): ReadText | { kind: 'binary' } {
  const isCut = bytes.length < sizeBytes;
  const found = decode(bytes, isCut);
  if (!found) return { kind: 'binary' };
  const { encoding, text } = found;
  const shown = isCut ? text.slice(0, text.lastIndexOf('\n') + 1 || undefined) : text;
  const isExact = !isCut && encoding === 'utf-8';
  const lineEnd = lineEndOf(text);
  return {
    kind: 'text',
    text: cleanText(shown),
    exact:
      isExact && lineEnd !== undefined
        ? { text: text.replaceAll('\r\n', '\n'), hash: hashOf(bytes), lineEnd }
        : undefined,
    encoding,
    isCut,
    sizeBytes,
    modifiedAt,
  };
}

/** What tells two versions of a file apart. */
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** UTF-8, or what Korean programs on Windows write; a NUL stands in neither. */
function decode(bytes: Buffer, isCut: boolean): { encoding: ReadText['encoding']; text: string } | undefined {
  if (bytes.includes(0)) return undefined;
  const { bytes: whole } = wholeCharacters(bytes, false, isCut);
  // A byte order mark is a part of the file: who saves it keeps it.
  const utf8 = decodeAs('utf-8', whole);
  if (utf8 !== undefined) return { encoding: 'utf-8', text: utf8 };
  // Of a cut file the last byte may begin a letter of two.
  const korean = decodeAs('euc-kr', bytes) ?? (isCut ? decodeAs('euc-kr', bytes.subarray(0, -1)) : undefined);
  return korean === undefined ? undefined : { encoding: 'cp949', text: korean };
}

function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** undefined: mixed, or lone carriage returns; an editor would change lines that nobody touched. */
function lineEndOf(text: string): '\n' | '\r\n' | undefined {
  const pairs = text.match(/\r\n/g)?.length ?? 0;
  const returns = text.match(/\r/g)?.length ?? 0;
  const feeds = text.match(/\n/g)?.length ?? 0;
  if (returns === 0) return '\n';
  return returns === pairs && feeds === pairs ? '\r\n' : undefined;
}
