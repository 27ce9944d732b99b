import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';

/** NAME_MAX of every file system that is met. @see limits.h, Linux 6 */
const nameBytes = 255;
/** What no UTF-8 can say. */
const loneSurrogate = /\p{Cs}/u;

/**
 * The parts of a path from the home on. `.` and empty parts say nothing; `..` goes one up, as it is written, but never out. Letters stay
 * as they are: names that differ only in how a syllable is composed are two files.
 * @throws AppError[outside-home | not-found] for a path that leads out, or that no file can have
 */
export function partsOf(path: string): string[] {
  if (path.includes('\0') || loneSurrogate.test(path) || Buffer.byteLength(path) > limits.pathBytes)
    throw new AppError('not-found');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw new AppError('outside-home');
  }
  if (parts.some((part) => Buffer.byteLength(part) > nameBytes)) throw new AppError('not-found');
  return parts;
}

/** A name for a file or folder, as it is. @throws AppError[file-name-invalid] */
export function checkName(name: string): string {
  const isGood =
    name.trim() !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[/\0\n\r]/.test(name) &&
    !loneSurrogate.test(name) &&
    Buffer.byteLength(name) <= nameBytes;
  if (!isGood) throw new AppError('file-name-invalid', { fields: { name: 'file-name-invalid' } });
  return name;
}

/** The name for the n-th of the same name: `a (2).csv`. What is over a name's length is cut before the ending. Never throws. */
export function numbered(name: string, count: number): string {
  if (count === 1) return name;
  const [, stem = name, ending = ''] = /^(.+?)((?:\.tar)?\.[^.]{1,16})?$/su.exec(name) ?? [];
  const tail = ` (${count})${ending}`;
  let kept = stem;
  while (Buffer.byteLength(kept + tail) > nameBytes) kept = [...kept].slice(0, -1).join('');
  return kept + tail;
}
