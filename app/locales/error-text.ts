import type { ErrorCode } from '#server/contract/error-codes';
import type { Locale } from '#server/contract/roles';
import { formatBytes } from '~/format/bytes';
import { formatDuration } from '~/format/duration';
import { formatGpuHours } from '~/format/gpu-hours';
import { formatNumber } from '~/format/number';
import { textOf } from './text-of';

export type ErrorDetails = Record<string, string | number>;

interface LooseText {
  (key: string, values?: Record<string, string>): string;
  has(key: string): boolean;
  raw(key: string): string;
}

/**
 * The sentence for an error: with its numbers when all that the longer sentence names are known, otherwise the plain one.
 * details: names end in their unit (`…MilliGpuSeconds`, `…Seconds`, `…Bytes`) and are shown in it. Never throws for a known code.
 */
export function errorText(locale: Locale, code: ErrorCode, details: ErrorDetails = {}): string {
  const detailed = textOf(locale, 'errorDetails') as unknown as LooseText;
  if (detailed.has(code)) {
    const values = Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, show(locale, name, value)]),
    );
    const needed = [...detailed.raw(code).matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    if (needed.every((name) => name in values)) return detailed(code, values);
  }
  return (textOf(locale, 'errors') as unknown as LooseText)(code);
}

function show(locale: Locale, name: string, value: string | number): string {
  if (name.endsWith('MilliGpuSeconds')) return formatGpuHours(value, locale);
  if (typeof value === 'string') return value;
  if (name.endsWith('Seconds')) return formatDuration(value, locale);
  if (name.endsWith('Bytes')) return formatBytes(value, locale);
  return formatNumber(value, locale);
}
