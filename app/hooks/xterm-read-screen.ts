import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { keepQuiet } from './terminal-replies';
import { terminalFont, withStyleNonce, readTerminalTheme } from './xterm-look';

export interface ReadScreenOptions {
  host: HTMLElement;
  nonce: string;
  isForReader: boolean;
  /** A link in the output was chosen: ask first. */
  onLink(url: string): void;
}

/** A screen that somebody else has: of their size, and without any way to type. */
export interface ReadScreen {
  /** As new, at this size; what is written next draws it. */
  begin(size: { columns: number; rows: number }): void;
  resize(size: { columns: number; rows: number }): void;
  write(bytes: Uint8Array, onDrawn: () => void): void;
  setForReader(isForReader: boolean): void;
  dispose(): void;
}

/** Letters as large as let the whole screen be seen, within what can be read; past that the screen scrolls. */
const letterSizes = { min: 10, max: 18 };

/** Loaded only where a terminal is looked at. Puts the screen into `host`. */
export async function openReadScreen(options: ReadScreenOptions): Promise<ReadScreen> {
  const { host } = options;
  await Promise.all(['M', '가'].map((letter) => document.fonts.load(`14px ${terminalFont}`, letter))).catch(
    () => undefined,
  );
  const openLink = (url: string) => {
    if (/^https?:\/\//i.test(url)) options.onLink(url);
  };
  const terminal = new Terminal({
    allowProposedApi: true,
    disableStdin: true,
    cursorBlink: false,
    cursorInactiveStyle: 'block',
    fontFamily: terminalFont,
    fontSize: 14,
    lineHeight: 1.25,
    scrollback: 1000,
    minimumContrastRatio: 4.5,
    rescaleOverlappingGlyphs: true,
    screenReaderMode: options.isForReader,
    theme: readTerminalTheme(host),
    linkHandler: { activate: (_event, url) => openLink(url), allowNonHttpProtocols: false },
  });
  terminal.loadAddon(new WebLinksAddon((_event, url) => openLink(url)));
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  keepQuiet(terminal);
  withStyleNonce(options.nonce, () => terminal.open(host));

  const drawn = host.querySelector<HTMLElement>('.xterm-screen');
  const fit = () => {
    if (!drawn || drawn.offsetWidth === 0 || host.clientWidth === 0) return;
    const share = Math.min(host.clientWidth / drawn.offsetWidth, host.clientHeight / drawn.offsetHeight);
    // Cells are whole pixels: what fits well enough is left alone, or it would swing.
    if (share >= 1 && share < 1.08) return;
    const wanted = Math.floor((terminal.options.fontSize ?? 14) * share * 2) / 2;
    terminal.options.fontSize = Math.min(letterSizes.max, Math.max(letterSizes.min, wanted));
  };
  const resize = ({ columns, rows }: { columns: number; rows: number }) => terminal.resize(columns, rows);
  const watcher = new ResizeObserver(() => requestAnimationFrame(fit));
  watcher.observe(host);
  if (drawn) watcher.observe(drawn);
  return {
    begin: (size) => {
      // RIS, in its turn after what is still to be drawn. @see ECMA-48 8.3.105
      terminal.write('\x1bc', () => resize(size));
    },
    resize: (size) => terminal.write('', () => resize(size)),
    write: (bytes, onDrawn) => terminal.write(bytes, onDrawn),
    setForReader: (isForReader) => {
      terminal.options.screenReaderMode = isForReader;
    },
    dispose: () => {
      watcher.disconnect();
      terminal.dispose();
    },
  };
}
