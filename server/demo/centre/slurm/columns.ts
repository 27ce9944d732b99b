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

/** A column after -O / --Format. width 0: as wide as what is in it. after: what stands behind it. */
export interface LongColumn {
  name: string;
  width: number;
  after: string;
}

/** `name[:[.][width][after]]` fields after -O / --Format: each column 20 wide unless told. Never throws. */
export function readLongFormat(text: string): LongColumn[] {
  return text.split(',').map((part) => {
    const [, name = '', width, after = ''] = /^\s*([^:]*)(?::\.?(\d*)([^]*))?$/.exec(part) ?? [];
    return { name: name.trim().toLowerCase(), width: width ? Number(width) : 20, after };
  });
}

/** Prints one line of such columns. Never throws. */
export const printLong = (columns: readonly LongColumn[], cell: (name: string) => string): string =>
  `${columns.map(({ name, width, after }) => (width === 0 ? cell(name) : cell(name).slice(0, width).padEnd(width)) + after).join('')}\n`;
