/** One field of a `-o '%.18i %9P'` format: what comes before it, its width and side, and its letter. */
interface Field {
  before: string;
  width: number | undefined;
  isRight: boolean;
  letter: string;
}

/** Reads a format as squeue and sinfo do: `%[[.]size]letter`, anything else stands as it is. Never throws. */
export function readFormat(format: string): { fields: Field[]; after: string } {
  const fields: Field[] = [];
  let rest = format;
  for (let match = /%(\.?)(\d*)([A-Za-z])/.exec(rest); match; match = /%(\.?)(\d*)([A-Za-z])/.exec(rest)) {
    fields.push({
      before: rest.slice(0, match.index),
      width: match[2] ? Number(match[2]) : undefined,
      isRight: match[1] === '.',
      letter: match[3] ?? '',
    });
    rest = rest.slice(match.index + match[0].length);
  }
  return { fields, after: rest };
}

/** Prints one line; a value that is wider than its field is cut, as Slurm cuts. */
export function printLine(
  format: ReturnType<typeof readFormat>,
  valueOf: (letter: string) => string,
): string {
  const cells = format.fields.map(({ before, width, isRight, letter }) => {
    const value = valueOf(letter);
    if (width === undefined) return before + value;
    const cut = value.slice(0, width);
    return before + (isRight ? cut.padStart(width) : cut.padEnd(width));
  });
  return `${cells.join('')}${format.after}\n`;
}

/** `name[:width]` fields after -O / --Format: each column 20 wide unless told. */
export function readLongFormat(text: string): { name: string; width: number }[] {
  return text.split(',').map((part) => {
    const [name = '', width] = part.trim().split(':');
    return { name: name.toLowerCase(), width: width ? Number(width.replace('.', '')) || 20 : 20 };
  });
}
