import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { messages } from '../app/locales/ko/index';

/**
 * Names the sentences of `app/locales` that no source asks for. (That every language has every sentence is the types' to say.)
 * A key is asked for where its path stands as a string, or where a template string can make it of words that the sources have.
 */
export interface Source {
  path: string;
  text: string;
}

/** Paths of the sentences below a group: `end.failed`. Never throws. */
export function keysOf(group: object, before = ''): string[] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`],
  );
}

/** Which keys of all areas nothing asks for, as `area.key`. Never throws. */
export function unusedTexts(areas: Record<string, object>, sources: readonly Source[]): string[] {
  const strings = new Set(sources.flatMap(({ text }) => [...text.matchAll(/'([\w.-]+)'/g)].map(first)));
  const words = new Set(sources.flatMap(({ text }) => text.match(/[\w-]+/g) ?? []));
  const made = sources
    .flatMap(({ text }) => [...text.matchAll(/`([\w.-]*\$\{[^`\n]*)`/g)].map(first))
    .map(toPattern);
  const isUsed = (key: string) =>
    strings.has(key) ||
    // The parts that vary are words of ours too: a table of them, or the names of its keys.
    made.some((pattern) => {
      const varying = pattern.exec(key)?.slice(1);
      return varying?.every((part) => part.split('.').every((word) => words.has(word))) ?? false;
    });
  return Object.entries(areas).flatMap(([area, group]) =>
    keysOf(group)
      .filter((key) => !isUsed(key))
      .map((key) => `${area}.${key}`),
  );
}

const first = (match: RegExpMatchArray): string => match[1] ?? '';

/** `end.${end}` matches `end.failed`; what makes no key, or has no fixed part at all, matches nothing. */
function toPattern(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/);
  const isKey = parts.every((part) => /^[\w.-]*$/.test(part)) && parts.some((part) => /\w/.test(part));
  return isKey
    ? new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('([\\w.-]+)')}$`)
    : /(?!)/;
}

function readSources(): Source[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', 'app', 'server'];
  return execFileSync('git', list, { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\/locales\/(ko|en)\//.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const unused = unusedTexts(messages, readSources());
  for (const key of unused)
    console.error(`${key}: no source asks for it; drop it from app/locales/ko and en`);
  console.log(
    `${Object.values(messages).flatMap((area) => keysOf(area)).length} sentences, ${unused.length} unused`,
  );
  process.exitCode = unused.length > 0 ? 1 : 0;
}
