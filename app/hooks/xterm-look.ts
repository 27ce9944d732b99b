import type { ITheme } from '@xterm/xterm';

export const terminalFont = "'JetBrains Mono Variable', D2Coding, ui-monospace, Menlo, Consolas, monospace";

/**
 * Runs work that makes style elements, as xterm does when it opens and when it changes its renderer, and gives each the page's nonce:
 * without it the content security policy drops them. The document is as before when the work, which must not wait, is done.
 * Its own `documentOverride` does not reach all of them (xterm 6.0, CoreBrowserTerminal.ts). @see CSP Level 3, §6.7.3
 */
export function withStyleNonce(nonce: string, work: () => void): void {
  const createElement = document.createElement.bind(document);
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = createElement(tag, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
  try {
    work();
  } finally {
    // What was put over the document's own method is taken away again.
    delete (document as { createElement?: unknown }).createElement;
  }
}

/** The terminal's colours from the page's tokens, as sRGB, which is all that xterm reads. */
export function readTerminalTheme(host: HTMLElement): ITheme {
  const style = getComputedStyle(host);
  const colour = (name: string) => toHex(style.getPropertyValue(`--term-${name}`).trim());
  const [background, foreground, dim] = [colour('bg'), colour('text'), colour('dim')];
  const [red, green, yellow, blue] = [colour('red'), colour('green'), colour('yellow'), colour('blue')];
  return {
    background,
    foreground,
    cursor: foreground,
    cursorAccent: background,
    selectionBackground: '#35516f',
    black: background,
    brightBlack: dim,
    red,
    brightRed: red,
    green,
    brightGreen: green,
    yellow,
    brightYellow: yellow,
    blue,
    brightBlue: blue,
    magenta: '#d5a6e0',
    brightMagenta: '#d5a6e0',
    cyan: '#86d4d8',
    brightCyan: '#86d4d8',
    white: foreground,
    brightWhite: '#ffffff',
  };
}

/** A canvas knows every colour that CSS knows. */
function toHex(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return '#808080';
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
