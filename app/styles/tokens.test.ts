import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from './contrast';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The declarations of the first block after a selector. */
function block(selector: string): Map<string, string> {
  const at = css.indexOf(selector);
  if (at < 0) throw new Error(`no block ${selector}`);
  const start = css.indexOf('{', at);
  const body = css.slice(start + 1, css.indexOf('}', start)).replace(/\/\*[^]*?\*\//g, '');
  const pairs = body.split(';').flatMap((line) => {
    const cut = line.indexOf(':');
    return cut < 0
      ? []
      : [
          [
            line.slice(0, cut).trim(),
            line
              .slice(cut + 1)
              .trim()
              .replace(/\s+/g, ' '),
          ] as const,
        ];
  });
  return new Map(pairs);
}

const light = block(':root {');
const chosenDark = block("[data-theme='dark']");
const dark = new Map([...light, ...chosenDark]);
const byDevice = block(':root:not([data-theme])');

const grounds = ['page', 'surface', 'sunken'];
const tones = ['success', 'warn', 'danger', 'info', 'held', 'queued', 'running', 'completed'];
const allTones = [...tones, 'failed', 'timed-out', 'cancelled', 'unknown'];

/** Text 4.5, edges and glyphs 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: [string, string, number][] = [
  ...['text', 'text-2', 'text-3', 'accent-text'].flatMap((word) =>
    [...grounds, 'raised'].map((ground): [string, string, number] => [word, ground, 4.5]),
  ),
  ...['text', 'text-2', 'text-3', 'accent-text'].map((word): [string, string, number] => [
    word,
    'accent-soft',
    4.5,
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['page', 'text', 4.5],
  ['line-strong', 'surface', 3],
  ['line-strong', 'page', 3],
  ['accent', 'surface', 3],
  ['accent', 'sunken', 3],
  ...allTones.flatMap((tone): [string, string, number][] => [
    [`${tone}-text`, `${tone}-soft`, 4.5],
    ...grounds.map((ground): [string, string, number] => [`${tone}-text`, ground, 4.5]),
    ['text', `${tone}-soft`, 4.5],
    ['text-2', `${tone}-soft`, 4.5],
    [`${tone}-solid`, 'surface', 3],
  ]),
  ...['term-text', 'term-dim', 'term-green', 'term-yellow', 'term-blue', 'term-red'].flatMap(
    (word): [string, string, number][] => [
      [word, 'term-bg', 4.5],
      [word, 'term-bar', 4.5],
    ],
  ),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, tokens) => {
  const value = (name: string) => {
    const found = tokens.get(`--${name}`);
    if (found === undefined) throw new Error(`no token ${name}`);
    return found;
  };

  test.each(pairs)('%s on %s: at least %s', (over, under, least) => {
    expect(contrast(value(over), value(under))).toBeGreaterThanOrEqual(least);
  });
});

test('dark is the same whether chosen or by the device', () => {
  expect(chosenDark.size).toBeGreaterThan(50);
  expect(byDevice).toEqual(chosenDark);
});

test('the measure is right: black on white is 21, and a known pair is known', () => {
  expect(contrast('oklch(0% 0 0)', 'oklch(100% 0 0)')).toBeCloseTo(21, 1);
  // #767676 on white is 4.54, the lightest grey that passes (WebAIM).
  expect(contrast('oklch(56.8% 0 0)', 'oklch(100% 0 0)')).toBeCloseTo(4.54, 1);
});
