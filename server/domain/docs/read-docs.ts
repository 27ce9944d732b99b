import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docShelves, type DocShelf } from '../../contract/docs';
import type { Locale } from '../../contract/roles';
import type { DocPageView, DocServices } from '../../services';
import { linksOf, parseMarkdown, type ParsedDoc } from './parse-markdown';

const shipped = fileURLToPath(new URL('../../../docs', import.meta.url));

/** One page in the languages that it has; English is the one that every page has. */
interface Doc {
  path: string;
  shelf: DocShelf;
  languages: Partial<Record<Locale, ParsedDoc>> & { en: ParsedDoc };
}

/**
 * Reads the pages of help once, from `docs/<shelf>/<page>.md`, Korean beside them as `<page>.ko.md`; README.md is the shelf's first.
 * @throws Error when a folder is missing or a Korean page stands alone.
 */
export async function readDocs(folder = shipped): Promise<DocServices> {
  const files = (await Promise.all(docShelves.map((shelf) => listFiles(folder, shelf)))).flat();
  const known = new Set(files.map(pathOf));
  const docs = await Promise.all(
    files.filter((file) => !isKorean(file)).map((file) => readDoc(folder, file, files, known)),
  );
  const alone = files.filter((file) => isKorean(file) && !files.includes(file.replace('.ko.md', '.md')));
  if (alone.length > 0) throw new Error(`docs: ${alone.join(', ')} has no English page beside it`);
  const ordered = docShelves.flatMap((shelf) => inReadingOrder(docs.filter((doc) => doc.shelf === shelf)));
  return {
    list: (locale) =>
      ordered.map(({ path, shelf, languages }) => ({
        path,
        shelf,
        title: (languages[locale] ?? languages.en).title,
      })),
    get: (path, locale) => {
      const doc = docs.find((one) => one.path === path);
      return doc && toView(doc, locale);
    },
  };
}

function toView({ path, shelf, languages }: Doc, asked: Locale): DocPageView {
  const locale = languages[asked] ? asked : 'en';
  return { path, shelf, locale, ...(languages[locale] ?? languages.en) };
}

/** The shelf's own page first, then the others as it names them. */
function inReadingOrder(docs: readonly Doc[]): Doc[] {
  const named = linksOf(docs.find(({ path, shelf }) => path === shelf)?.languages.en.blocks ?? []);
  const place = ({ path, shelf }: Doc) => {
    const index = named.indexOf(`/docs/${path}`);
    return path === shelf ? -1 : index === -1 ? named.length : index;
  };
  return [...docs].sort((a, b) => place(a) - place(b) || a.path.localeCompare(b.path));
}

async function listFiles(folder: string, shelf: DocShelf): Promise<string[]> {
  const names = await readdir(join(folder, shelf));
  return names.filter((name) => name.endsWith('.md')).map((name) => `${shelf}/${name}`);
}

async function readDoc(
  folder: string,
  file: string,
  files: readonly string[],
  known: ReadonlySet<string>,
): Promise<Doc> {
  const read = async (one: string) =>
    parseMarkdown(await readFile(join(folder, one), 'utf8'), (href) => resolveLink(file, href, known));
  const korean = file.replace(/\.md$/, '.ko.md');
  const en = await read(file);
  const languages = files.includes(korean) ? { en, ko: await read(korean) } : { en };
  return { path: pathOf(file), shelf: file.split('/')[0] as DocShelf, languages };
}

const isKorean = (file: string): boolean => file.endsWith('.ko.md');

/** `student/README.ko.md` → `student`, `student/hours.md` → `student/hours`. */
const pathOf = (file: string): string => file.replace(/(\.ko)?\.md$/, '').replace(/\/README$/, '');

/** Other pages become addresses of the portal; files of the source are drawn as text. */
function resolveLink(from: string, href: string, known: ReadonlySet<string>): string | undefined {
  if (/^(https?:|mailto:|#|\/)/.test(href)) return href;
  const [file = '', part] = href.split('#');
  const path = pathOf(posix.join(posix.dirname(from), file));
  if (!known.has(path)) return undefined;
  return `/docs/${path}${part === undefined ? '' : `#${part}`}`;
}
