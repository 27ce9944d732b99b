import type { ExtraKey, Modifier } from '../hooks/terminal-keys';
import { useText } from '../locales/use-text';

interface TerminalKeysProps {
  held: ReadonlySet<Modifier>;
  onHold: (modifier: Modifier) => void;
  onPress: (key: ExtraKey) => void;
}

type Shown =
  | { key: ExtraKey; label: string; name?: 'keyLeft' | 'keyDown' | 'keyUp' | 'keyRight' }
  | { modifier: Modifier; label: string };

const row: readonly Shown[] = [
  { key: 'esc', label: 'Esc' },
  { key: 'tab', label: 'Tab' },
  { modifier: 'ctrl', label: 'Ctrl' },
  { modifier: 'alt', label: 'Alt' },
  { key: 'dash', label: '-' },
  { key: 'slash', label: '/' },
  { key: 'bar', label: '|' },
  { key: 'tilde', label: '~' },
  { key: 'home', label: 'Home' },
  { key: 'end', label: 'End' },
  { key: 'pageUp', label: 'PgUp' },
  { key: 'pageDown', label: 'PgDn' },
  { key: 'left', label: '←', name: 'keyLeft' },
  { key: 'down', label: '↓', name: 'keyDown' },
  { key: 'up', label: '↑', name: 'keyUp' },
  { key: 'right', label: '→', name: 'keyRight' },
];

/** Keys that a phone's keyboard lacks. A modifier is held for one key. Shown where a finger points. */
export function TerminalKeys({ held, onHold, onPress }: TerminalKeysProps) {
  const t = useText('terminal');
  return (
    <div role="toolbar" aria-label={t('keys')} className="term-keys">
      {row.map((shown) => (
        <button
          key={shown.label}
          type="button"
          // The focus stays on the screen, and with it the phone's keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          {...('modifier' in shown
            ? { 'aria-pressed': held.has(shown.modifier), onClick: () => onHold(shown.modifier) }
            : { 'aria-label': shown.name && t(shown.name), onClick: () => onPress(shown.key) })}
        >
          {shown.label}
        </button>
      ))}
    </div>
  );
}
