import type { WatchClientMessage } from '../../contract/watch-protocol';

/** Longer than any message of the protocol. */
const maxCharacters = 256;

/** What a text frame says; undefined for what is not of the protocol. Never throws. */
export function readWatchMessage(text: string): WatchClientMessage | undefined {
  if (text.length > maxCharacters) return undefined;
  try {
    const message = JSON.parse(text) as { type?: unknown; bytes?: unknown } | null;
    if (message?.type === 'leave') return { type: 'leave' };
    const { bytes } = message ?? {};
    if (message?.type === 'drawn' && typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0)
      return { type: 'drawn', bytes };
    return undefined;
  } catch {
    return undefined;
  }
}
