/** Keys that a phone's keyboard lacks; the arrows and Home/End have another form while a program asks for it (DECCKM). */
export const extraKeys = {
  esc: { plain: '\x1b' },
  tab: { plain: '\t' },
  dash: { plain: '-' },
  slash: { plain: '/' },
  bar: { plain: '|' },
  tilde: { plain: '~' },
  home: { plain: '\x1b[H', application: '\x1bOH' },
  end: { plain: '\x1b[F', application: '\x1bOF' },
  pageUp: { plain: '\x1b[5~' },
  pageDown: { plain: '\x1b[6~' },
  left: { plain: '\x1b[D', application: '\x1bOD' },
  down: { plain: '\x1b[B', application: '\x1bOB' },
  up: { plain: '\x1b[A', application: '\x1bOA' },
  right: { plain: '\x1b[C', application: '\x1bOC' },
} as const satisfies Record<string, { plain: string; application?: string }>;

export type ExtraKey = keyof typeof extraKeys;
export type Modifier = 'ctrl' | 'alt';

/** What the key sends now. */
export function bytesOfKey(key: ExtraKey, isApplication: boolean): string {
  const form: { plain: string; application?: string } = extraKeys[key];
  return isApplication ? (form.application ?? form.plain) : form.plain;
}

/**
 * What was typed with a modifier of the key row held: Ctrl makes a control character of one ASCII letter or sign, Alt puts Escape in front.
 * Anything longer (pasted, composed) stays as it is. @see ECMA-48 5.2; xterm, metaSendsEscape
 */
export function withModifiers(text: string, held: ReadonlySet<Modifier>): string {
  if (held.size === 0 || [...text].length !== 1) return text;
  const isControllable = /^[@-_a-z ?]$/.test(text);
  const controlled =
    text === '?'
      ? '\x7f'
      : text === ' '
        ? '\0'
        : String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f);
  const key = held.has('ctrl') && isControllable ? controlled : text;
  return held.has('alt') ? `\x1b${key}` : key;
}
