import unicode from '@xterm/addon-unicode11';
import serialize from '@xterm/addon-serialize';
import headless from '@xterm/headless';

export interface ScreenSize {
  columns: number;
  rows: number;
}

/** What a shell printed, with the changes of its window in their places. */
export type Printed = Uint8Array | ScreenSize;

/** What has scrolled by is kept this far, where there is room: as much as a person reads back after a break. */
export const scrollbackLines = 200;

/**
 * Draws what was printed on a screen that nobody sees, and gives back short texts that draw the same: with what has scrolled by, and
 * without. Nothing that is printed is answered, and of it only letters, their looks and the modes of the terminal are in the texts.
 */
export async function drawScreen(
  size: ScreenSize,
  printed: readonly Printed[],
): Promise<{ whole: string; shown: string }> {
  const terminal = new headless.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: scrollbackLines,
    allowProposedApi: true,
    logLevel: 'off',
  });
  try {
    const serializer = new serialize.SerializeAddon();
    terminal.loadAddon(serializer);
    // As the page counts widths.
    terminal.loadAddon(new unicode.Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    const restOf = watchUnserialized(terminal);
    for (const part of printed) {
      if (part instanceof Uint8Array) await new Promise<void>((done) => terminal.write(part, done));
      else terminal.resize(part.columns, part.rows);
    }
    const rest = restOf();
    return { whole: serializer.serialize() + rest, shown: serializer.serialize({ scrollback: 0 }) + rest };
  } finally {
    terminal.dispose();
  }
}

/**
 * The addon leaves out two things that full-screen programs set once and count on: the rows that scroll, and a hidden cursor.
 * @see xterm control sequences (ctlseqs): DECSTBM, DECTCEM, DECSC; \@xterm/addon-serialize 0.14, `_serializeModes`
 */
function watchUnserialized(terminal: headless.Terminal): () => string {
  let region = '';
  let isHidden = false;
  const { parser } = terminal;
  parser.registerCsiHandler({ final: 'r' }, (params) => {
    region = params.some((row) => row !== 0) ? params.slice(0, 2).join(';') : '';
    return false;
  });
  for (const final of ['h', 'l'])
    parser.registerCsiHandler({ prefix: '?', final }, (params) => {
      if (params.includes(25)) isHidden = final === 'l';
      return false;
    });
  parser.registerEscHandler({ final: 'c' }, () => {
    [region, isHidden] = ['', false];
    return false;
  });
  terminal.onResize(() => (region = ''));
  return () => (region && `\x1b7\x1b[${region}r\x1b8`) + (isHidden ? '\x1b[?25l' : '');
}
