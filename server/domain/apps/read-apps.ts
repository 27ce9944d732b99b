import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AppOrigins } from '../../contract/app-origins';
import type { AppServices, AppView } from '../../services';
import { manifestSchema, type Manifest } from './manifest';

export interface App {
  name: string;
  manifest: Manifest;
  /** What `user.sh` of a launch is: how every app begins, the cluster's own lines, the app's script. */
  scriptFor(cluster: string): string;
}

export interface Apps extends AppServices {
  find(name: string): App | undefined;
  /** Where a launch's app is opened in the browser. */
  originOf(launchId: string): string;
}

const shipped = fileURLToPath(new URL('../../apps', import.meta.url));
const namePattern = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * Reads the apps once: `server/apps/<name>/` (app.yaml, start.sh), then the operator's own `folders` of the same form, whose names win.
 * A folder that is not there holds none; isOffered false: nothing can be opened, so there are none. @throws Error naming the manifest and what is wrong with it.
 */
export async function readApps(
  folders: readonly string[],
  { originOf }: Pick<AppOrigins, 'originOf'>,
  { isOffered = true } = {},
): Promise<Apps> {
  const head = await readFile(join(shipped, 'head.sh'), 'utf8');
  const found = new Map<string, App>();
  for (const folder of isOffered ? [shipped, ...folders] : [])
    for (const app of await readFolder(folder, head)) found.set(app.name, app);
  const apps = [...found.values()].sort((a, b) => a.manifest.order - b.manifest.order);
  const views = apps.map(toView);
  return {
    list: () => views,
    get: (name) => views.find((view) => view.name === name),
    find: (name) => found.get(name),
    originOf,
  };
}

async function readFolder(folder: string, head: string): Promise<App[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.map((name) => readApp(join(folder, name), name, head)));
}

async function readApp(folder: string, name: string, head: string): Promise<App> {
  const path = join(folder, 'app.yaml');
  if (!namePattern.test(name)) throw new Error(`${folder}: an app's folder is named by a-z, 0-9 and -`);
  const [text, script] = await Promise.all([
    readFile(path, 'utf8'),
    readFile(join(folder, 'start.sh'), 'utf8'),
  ]);
  const result = manifestSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  const manifest = result.data;
  return {
    name,
    manifest,
    scriptFor: (cluster) => {
      const before = manifest.clusters[cluster]?.before.trim() ?? '';
      return `${head}${before === '' ? '' : `${before}\n`}${script}`;
    },
  };
}

function toView({ name, manifest }: App): AppView {
  const { title, about, icon, draft } = manifest;
  return {
    name,
    titleKo: title.ko,
    titleEn: title.en,
    aboutKo: about.ko,
    aboutEn: about.en,
    icon,
    fields: manifest.fields.map((field) => ({
      name: field.name,
      kind: field.kind,
      labelKo: field.label.ko,
      labelEn: field.label.en,
      default: String(field.default),
      options: field.kind === 'choice' ? field.options : [],
    })),
    draft: { ...draft, memoryBytes: draft.memoryBytes },
  };
}
