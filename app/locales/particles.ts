import { josa } from 'es-hangul';
import { koreanReading } from './korean-reading';

/** Both orders that authors write, to the order that es-hangul knows. */
const known = {
  '은/는': '은/는',
  '이/가': '이/가',
  '을/를': '을/를',
  '과/와': '와/과',
  '와/과': '와/과',
  '으로/로': '으로/로',
  '이나/나': '이나/나',
  '이라/라': '이라/라',
  '이에요/예요': '이에요/예요',
} as const;

const mark = /\[(은\/는|이\/가|을\/를|과\/와|와\/과|으로\/로|이나\/나|이라\/라|이에요\/예요)\]/g;

/**
 * Puts the right particle where a sentence says `[은/는]` and the like, by how the text before the mark is read aloud.
 * before: text that stands before this piece of the sentence (in another element). Where nothing can be read: `은(는)`. Never throws.
 */
export function resolveParticles(text: string, before = ''): string {
  let done = before;
  let last = 0;
  for (const found of text.matchAll(mark)) {
    done += text.slice(last, found.index);
    done += particleAfter(done, found[1] as keyof typeof known);
    last = found.index + found[0].length;
  }
  return (done + text.slice(last)).slice(before.length);
}

function particleAfter(text: string, pair: keyof typeof known): string {
  const reading = koreanReading(text);
  if (reading !== undefined) return josa.pick(reading, known[pair]);
  const [first, second] = pair.split('/') as [string, string];
  return `${first}(${second})`;
}
