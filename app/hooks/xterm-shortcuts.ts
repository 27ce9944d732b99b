import type { Terminal } from '@xterm/xterm';

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * Copy, paste and find, as people know them from other windows: Ctrl+C copies while something is selected and is sent as ^C otherwise;
 * Ctrl+V and Ctrl+Shift+V paste (on a Mac Cmd, which the browser does by itself); Ctrl+Shift+F finds; Ctrl+Shift+Down leaves
 * the screen, where Tab belongs to the shell; of two that are seen, Ctrl+Shift+Left and Right go to the other (`onOther` says whether there
 * is one). Answers whether the key was one.
 */
export function answersShortcut(
  event: KeyboardEvent,
  terminal: Terminal,
  act: { onFind(): void; onLeave(): void; onOther(): boolean },
): boolean {
  if (event.type !== 'keydown' || event.altKey) return false;
  const key = event.code;
  const isFind = key === 'KeyF' && (isMac() ? event.metaKey : event.ctrlKey && event.shiftKey);
  if (isFind) {
    event.preventDefault();
    act.onFind();
    return true;
  }
  if (key === 'ArrowDown' && event.ctrlKey && event.shiftKey) {
    event.preventDefault();
    act.onLeave();
    return true;
  }
  if ((key === 'ArrowLeft' || key === 'ArrowRight') && event.ctrlKey && event.shiftKey && act.onOther()) {
    event.preventDefault();
    return true;
  }
  if (!event.ctrlKey || event.metaKey) return false;
  // The browser's own paste follows when xterm leaves the key alone; it asks for no permission.
  if (key === 'KeyV') return !isMac();
  if (key !== 'KeyC' || !terminal.hasSelection()) return key === 'KeyC' && event.shiftKey;
  event.preventDefault();
  void navigator.clipboard.writeText(terminal.getSelection()).then(() => terminal.clearSelection());
  return true;
}
