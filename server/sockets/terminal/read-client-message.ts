import { terminalLimits, type TerminalClientMessage } from '../../contract/terminal-protocol';

/** Longer than any message of the protocol. */
const maxCharacters = 1024;

/** What a text frame says; undefined for what is not of the protocol. Sizes are brought within their limits. Never throws. */
export function readClientMessage(text: string): TerminalClientMessage | undefined {
  if (text.length > maxCharacters) return undefined;
  const message = parse(text);
  const type = message?.['type'];
  if (type === 'stay' || type === 'end' || type === 'hide') return { type };
  if (type === 'show' && typeof message?.['to'] === 'string') return { type, to: message['to'] };
  if (message?.['type'] === 'drawn' && isCount(message['bytes']))
    return { type: 'drawn', bytes: message['bytes'] };
  if (message?.['type'] === 'resize' && isCount(message['columns']) && isCount(message['rows']))
    return { type: 'resize', ...clampSize({ columns: message['columns'], rows: message['rows'] }) };
  return undefined;
}

/** A size within the limits; what is not a number becomes the usual one. Never throws. */
export function clampSize(asked: { columns: number; rows: number }): { columns: number; rows: number } {
  const { columns, rows } = terminalLimits;
  return { columns: clamp(asked.columns, columns), rows: clamp(asked.rows, rows) };
}

function clamp(value: number, { min, max, usual }: { min: number; max: number; usual: number }): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.trunc(value))) : usual;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
