import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export interface PageRoute {
  /** As React Router writes it: `/launches/:launchId`. */
  url: string;
  /** From the repository's root. */
  file: string;
  /** `launches.get`, … as the file calls them. */
  services: string[];
  hasLoader: boolean;
  hasAction: boolean;
}

interface Entry {
  id: string;
  file: string;
  path?: string;
  parentId?: string;
}

/** Every page route from the files themselves, by Remix's own reading of the folder; layout routes without an address are left out. */
export function readPageRoutes(): PageRoute[] {
  const { flatRoutes } = createRequire(import.meta.url)('@remix-run/dev/dist/config/flat-routes.js') as {
    flatRoutes(appFolder: string, ignored: string[]): Record<string, Entry>;
  };
  const entries = flatRoutes(join(root, 'app'), ['**/*.test.{ts,tsx}']);
  const urlOf = (entry: Entry): string => {
    const parent =
      entry.parentId === undefined || entry.parentId === 'root' ? undefined : entries[entry.parentId];
    return [parent ? urlOf(parent) : '', entry.path ?? ''].filter((part) => part !== '').join('/');
  };
  return Object.values(entries)
    .map((entry) => {
      const text = readFileSync(join(root, 'app', entry.file), 'utf8');
      const services = [...text.matchAll(/services\s*\.(\w+)\??\s*\.(\w+)/g)].map(
        (match) => `${match[1]}.${match[2]}`,
      );
      return {
        url: `/${urlOf(entry)}`,
        file: `app/${entry.file}`,
        services: [...new Set(services)].sort(),
        hasLoader: /export (const|async function|function) loader\b/.test(text),
        hasAction: /export (const|async function|function) action\b/.test(text),
      };
    })
    .sort((a, b) => a.url.localeCompare(b.url));
}
