import type { LedgerEntryView } from '#server/hours-services';

/** One line of the statement: a launch from its hold to its end, a grant, or an adjustment. Amounts in milli-GPU-seconds. */
export interface HoursLine {
  key: string;
  at: Date;
  kind: 'grant' | 'adjust' | 'launch';
  allocationTitle: string;
  launch: LedgerEntryView['launch'];
  note: string;
  /** Negative for what was taken back. */
  granted: number | undefined;
  held: number | undefined;
  used: number | undefined;
  returned: number | undefined;
  isOpen: boolean;
}

/**
 * Makes lines of transfers, both newest first: what belongs to one launch becomes one line. A hold that is resolved needs none of
 * its own: its resolution tells what was held, on this page or on the one before.
 */
export function hoursLines(entries: readonly LedgerEntryView[]): HoursLine[] {
  const lines = new Map<string, HoursLine>();
  for (const entry of entries) {
    const line = toLine(entry);
    if (!line) continue;
    const before = lines.get(line.key);
    lines.set(line.key, before ? merge(before, line) : line);
  }
  return [...lines.values()];
}

function toLine(entry: LedgerEntryView): HoursLine | undefined {
  const amount = entry.amountMilliGpuSeconds;
  const line: HoursLine = {
    key: entry.launch?.id ?? entry.id,
    at: entry.at,
    kind: 'launch',
    allocationTitle: entry.allocationTitle,
    launch: entry.launch,
    note: entry.note,
    granted: undefined,
    held: undefined,
    used: undefined,
    returned: undefined,
    isOpen: entry.isOpen,
  };
  switch (entry.kind) {
    case 'grant':
      return { ...line, kind: 'grant', granted: amount };
    case 'adjust':
      return { ...line, kind: 'adjust', granted: -amount };
    case 'reserve':
    case 'topup':
      return entry.isOpen ? { ...line, held: amount } : undefined;
    case 'post': {
      const returned = entry.returnedMilliGpuSeconds ?? 0;
      return { ...line, held: amount + returned, used: amount, returned };
    }
    case 'void':
    case 'expire':
      return { ...line, held: amount, used: 0, returned: amount };
  }
}

/** A launch that used more than was held has two charges; together they are its line. */
function merge(newer: HoursLine, older: HoursLine): HoursLine {
  return {
    ...newer,
    held: add(newer.held, older.held),
    used: add(newer.used, older.used),
    returned: add(newer.returned, older.returned),
    isOpen: newer.isOpen || older.isOpen,
  };
}

const add = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
