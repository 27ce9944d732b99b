/**
 * Gives back the UTF-8 that the released client has spoilt: it prints every byte from 0x80 up as `^` and the byte minus 0xC0
 * (modulo 256), so that `연` becomes `^,^×^ð`. Only whole, valid UTF-8 characters are restored; any other caret stays as it is,
 * because a real `^` looks the same (`^array_index^`). Never throws; linear.
 * @see OpenPBS 23.06.06, show_nonprint_chars in src/lib/Libutil/misc_utils.c
 */
export function restoreCaretBytes(bytes: Buffer): Buffer {
  let from = bytes.indexOf(caret);
  if (from < 0) return bytes;
  const restored = Buffer.allocUnsafe(bytes.length);
  let copied = 0;
  let length = 0;
  while (from >= 0) {
    const character = characterAt(bytes, from);
    if (character) {
      length += bytes.copy(restored, length, copied, from);
      length += character.copy(restored, length);
      copied = from + character.length * 2;
    }
    from = bytes.indexOf(caret, character ? copied : from + 1);
  }
  length += bytes.copy(restored, length, copied);
  return restored.subarray(0, length);
}

const caret = 0x5e;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The character that the carets from here on spell, undefined when they spell none. */
function characterAt(bytes: Buffer, at: number): Buffer | undefined {
  const length = utf8Length(spelledAt(bytes, at));
  if (length === 0 || at + length * 2 > bytes.length) return undefined;
  const character = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) {
    const byte = spelledAt(bytes, at + index * 2);
    if (byte === undefined || (index > 0 && (byte & 0xc0) !== 0x80)) return undefined;
    character[index] = byte;
  }
  try {
    utf8.decode(character);
    return character;
  } catch {
    return undefined;
  }
}

function spelledAt(bytes: Buffer, at: number): number | undefined {
  const next = bytes[at + 1];
  return bytes[at] === caret && next !== undefined ? (next + 0xc0) & 0xff : undefined;
}

/** How many bytes a character has that begins with this one; 0 when none does. @see RFC 3629, section 4 */
function utf8Length(lead: number | undefined): number {
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
