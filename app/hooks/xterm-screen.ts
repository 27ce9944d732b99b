import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { bytesOfKey, withModifiers, type ExtraKey, type Modifier } from './terminal-keys';
import { keepQuiet } from './terminal-replies';
import { terminalFont, withStyleNonce, readTerminalTheme } from './xterm-look';
import { answersShortcut } from './xterm-shortcuts';

export interface ScreenOptions {
  host: HTMLElement;
  nonce: string;
  fontSize: number;
  isForReader: boolean;
  onType(bytes: Uint8Array): void;
  onResize(columns: number, rows: number): void;
  /** A link in the output was chosen: ask first. */
  onLink(url: string): void;
  onFind(): void;
  /** The person wants to go on with the keyboard outside of the screen, where Tab is not the shell's. */
  onLeave(): void;
  /** Goes to the other terminal of two that are seen; whether there is one. */
  onOther(): boolean;
  /** The modifiers of the key row were used up. */
  onModifiersUsed(): void;
}

/** A terminal's screen in the page. */
export interface Screen {
  size(): { columns: number; rows: number };
  /** Shows bytes; calls back once they are drawn. */
  write(bytes: Uint8Array, onDrawn: () => void): void;
  /** As new, once what was written before has been drawn. */
  clear(): void;
  /** Whether keys do nothing. */
  setDeaf(isDeaf: boolean): void;
  /** A line of the portal's own, dim, at the start of a line. */
  remark(words: string): void;
  press(key: ExtraKey): void;
  hold(modifiers: ReadonlySet<Modifier>): void;
  find(words: string, isBackwards: boolean): void;
  clearFind(): void;
  setFontSize(size: number): void;
  setForReader(isForReader: boolean): void;
  /** Fits the screen to its place in the page. */
  fit(): void;
  focus(): void;
  dispose(): void;
}

const utf8 = new TextEncoder();

/** Loaded only where a terminal is shown. Puts the screen into `host`. */
export async function openScreen(options: ScreenOptions): Promise<Screen> {
  const { host } = options;
  // Cells are measured when it opens: by then the letters must be the ones that stay.
  await Promise.all(
    ['M', '가'].map((letter) => document.fonts.load(`${options.fontSize}px ${terminalFont}`, letter)),
  ).catch(() => undefined);
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: terminalFont,
    fontSize: options.fontSize,
    lineHeight: 1.25,
    scrollback: 5000,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    minimumContrastRatio: 4.5,
    rescaleOverlappingGlyphs: true,
    screenReaderMode: options.isForReader,
    theme: readTerminalTheme(host),
    linkHandler: { activate: (_event, url) => openLink(url, options.onLink), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_event, url) => openLink(url, options.onLink)));
  // Widths as the shell's C library counts them; Hangul is two columns, a composed syllable too.
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  keepQuiet(terminal);
  withStyleNonce(options.nonce, () => terminal.open(host));
  fit.fit();
  await drawByGraphicsCard(terminal, options.nonce);

  let held: ReadonlySet<Modifier> = new Set();
  terminal.attachCustomKeyEventHandler((event) => !answersShortcut(event, terminal, options));
  terminal.onData((text) => {
    options.onType(utf8.encode(withModifiers(text, held)));
    if (held.size > 0) options.onModifiersUsed();
  });
  terminal.onBinary((text) => options.onType(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
  terminal.onResize(({ cols, rows }) => options.onResize(cols, rows));
  const watcher = new ResizeObserver(() => requestAnimationFrame(() => fitIfShown(host, fit)));
  watcher.observe(host);

  return {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    write: (bytes, onDrawn) => terminal.write(bytes, onDrawn),
    // RIS, in its turn after what is still to be drawn. @see ECMA-48 8.3.105
    clear: () => terminal.write('\x1bc'),
    setDeaf: (isDeaf) => {
      terminal.options.disableStdin = isDeaf;
    },
    remark: (words) => terminal.write(`\r\n\x1b[0;2m${words}\x1b[0m\r\n`),
    press: (key) => terminal.input(bytesOfKey(key, terminal.modes.applicationCursorKeysMode)),
    hold: (modifiers) => {
      held = modifiers;
    },
    find: (words, isBackwards) => {
      if (isBackwards) search.findPrevious(words, { decorations: foundLook });
      else search.findNext(words, { decorations: foundLook });
    },
    clearFind: () => search.clearDecorations(),
    setFontSize: (size) => {
      terminal.options.fontSize = size;
      fitIfShown(host, fit);
    },
    setForReader: (isForReader) => {
      terminal.options.screenReaderMode = isForReader;
    },
    fit: () => fitIfShown(host, fit),
    focus: () => terminal.focus(),
    dispose: () => {
      watcher.disconnect();
      terminal.dispose();
    },
  };
}

const foundLook = {
  matchOverviewRuler: '#e3c26f',
  activeMatchColorOverviewRuler: '#8fc0f2',
  matchBackground: '#4a4020',
  activeMatchBackground: '#27496d',
};

function openLink(url: string, ask: (url: string) => void): void {
  if (/^https?:\/\//i.test(url)) ask(url);
}

/** A hidden tab has no size; fitting it would make its shell one column wide. */
function fitIfShown(host: HTMLElement, fit: FitAddon): void {
  if (host.clientWidth > 0 && host.clientHeight > 0) fit.fit();
}

/** Five times quicker at drawing floods; where there is no graphics card, or it goes away, the page draws as before. */
async function drawByGraphicsCard(terminal: Terminal, nonce: string): Promise<void> {
  try {
    const { WebglAddon } = await import('@xterm/addon-webgl');
    const card = new WebglAddon();
    card.onContextLoss(() => withStyleNonce(nonce, () => card.dispose()));
    withStyleNonce(nonce, () => terminal.loadAddon(card));
  } catch {
    // The ordinary renderer is there already.
  }
}
