/* How the end of a text sounds in Korean, which is what decides a particle. Only the last syllable matters. */

const digits = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
/** What a run of n zeros at the end of a whole number sounds like: 10 십, 100 백, 1000 천, 10000 만, from 10^8 억. */
const zeros = ['십', '백', '천', '만', '만', '만', '만', '억'];
const letters: Record<string, string> = {
  ...{
    a: '이',
    b: '비',
    c: '시',
    d: '디',
    e: '이',
    f: '프',
    g: '지',
    h: '치',
    i: '이',
    j: '이',
    k: '이',
    l: '엘',
    m: '엠',
  },
  ...{
    n: '엔',
    o: '오',
    p: '피',
    q: '큐',
    r: '알',
    s: '스',
    t: '티',
    u: '유',
    v: '이',
    w: '유',
    x: '스',
    y: '이',
    z: '트',
  },
};
/** Units that are read as words. */
const symbols: Record<string, string> = { '%': '트', '℃': '도', '₩': '원' };

/**
 * The last syllable of a text as it is read aloud in Korean, in Hangul; undefined when the text ends in nothing readable.
 * Closing quotes and punctuation are passed over; what stands in brackets after a word is not read (국립국어원, 온라인가나다:
 * a particle follows the word before the bracket). Never throws.
 */
export function koreanReading(text: string): string | undefined {
  const spoken = lastSpoken(text);
  const end = spoken.at(-1);
  if (end === undefined) return undefined;
  if (/[가-힣]/.test(end)) return end;
  if (symbols[end]) return symbols[end];
  if (/\d/.test(end)) return readNumber(spoken);
  if (/[a-z]/i.test(end)) return readLatin(spoken);
  return undefined;
}

function lastSpoken(text: string): string {
  const open = text.replace(/[^\p{L}\p{N}%℃₩)\]]+$/u, '');
  const withoutBracket = open.replace(/(?<=[\p{L}\p{N}"'”’」』])\s?[([][^()[\]]*[)\]]$/u, '');
  return withoutBracket.replace(/[^\p{L}\p{N}%℃₩]+$/u, '');
}

function readNumber(text: string): string | undefined {
  const number = /(?:\d[\d,]*)?(\.)?(\d[\d,]*)$/.exec(text);
  if (!number) return undefined;
  const whole = (number[0] ?? '').replaceAll(',', '');
  const trailing = /0+$/.exec(whole)?.[0].length ?? 0;
  const isRound = trailing > 0 && trailing < whole.length && number[1] === undefined;
  if (isRound) return zeros[Math.min(trailing, zeros.length) - 1];
  return digits[Number(whole.at(-1))];
}

/**
 * Capitals are spelled out (GPU → 유, SSH → 치, R → 알). Words follow how loanwords are written in Korean: a final l, m, n, ng stays
 * a final consonant (Slurm → 럼), and so does k, p, t, b or c after one short vowel (notebook → 북); otherwise a vowel follows.
 */
function readLatin(text: string): string | undefined {
  const word = /[a-z]+$/i.exec(text)?.[0] ?? '';
  const end = word.at(-1) ?? '';
  const isSpelledOut = word.length === 1 || /[A-Z]$/.test(word) || !/[aeiouy]/i.test(word);
  if (isSpelledOut) return letters[end.toLowerCase()];
  if (end === 'l' || /[^aeiou]le$/i.test(word)) return '를';
  if (end === 'm') return '음';
  if (/ng$/.test(word)) return '응';
  if (end === 'n') return '은';
  if (/[aeiou](?:ck|[kptbc])$/i.test(word)) return '윽';
  return '으';
}
