import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import type { TrashView } from '../../file-services';
import { openHome, type FileDeps, type Home } from './open-home';
import { partsOf } from './paths';
import { entryOf, placeOf, renameFree } from './places';

/** Below the home: a folder for each thing, `<instant>-<random>/origin.json` and `…/item/<its name>`. */
const trashFolder = '.modu/trash';
const idPattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}$/;
const shownAtMost = 200;

const origin = z.object({
  path: z.string(),
  kind: z.enum(['file', 'folder', 'link', 'other']),
  sizeBytes: z.number(),
});

const newId = (): string =>
  `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;

/** Moves things into the trash, each with where it was. @throws AppError[wrong-state]; as `FileServices` */
export async function trashThings(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  paths: readonly string[],
): Promise<void> {
  const home = await openHome(deps, actor, cluster);
  for (const path of paths) {
    const { full, name, kind, sizeBytes, path: clean } = await entryOf(home, path);
    const below = `${trashFolder}/${newId()}`;
    const folder = `${home.root}/${below}`;
    await home.link.files.makeFolder(`${below}/item`);
    await home.link.files.write(
      `${folder}/origin.json`,
      Buffer.from(JSON.stringify({ path: clean, kind, sizeBytes })),
    );
    await home.link.files.rename(full, `${folder}/item/${name}`);
    await home.audit('trashed', { kind });
  }
}

/** The newest first. @throws as `FileServices` */
export async function listTrash(deps: FileDeps, actor: Actor, cluster: string): Promise<TrashView[]> {
  const home = await openHome(deps, actor, cluster);
  const ids = (await idsOf(home)).slice(0, shownAtMost);
  const found = await Promise.all(
    ids.map(async (id) => {
      const from = await readOrigin(home, id);
      return from && { id, ...from, trashedAt: instantOf(id) };
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** @throws AppError[not-found]; as `FileServices` */
export async function restore(deps: FileDeps, actor: Actor, cluster: string, id: string): Promise<string> {
  const home = await openHome(deps, actor, cluster);
  const from = await readOrigin(home, checkId(id));
  if (!from) throw new AppError('not-found');
  const parts = partsOf(from.path);
  const name = parts.pop() ?? '';
  const folder = await folderAgain(home, parts.join('/'));
  const free = await renameFree(home, `${home.root}/${trashFolder}/${id}/item/${name}`, folder, name);
  await deps.bridges.homeFiles.removeTree(home.link, `${home.root}/${trashFolder}/${id}`);
  await home.audit('restored', { kind: from.kind });
  return [...parts, free].join('/');
}

/** Deletes for good: one thing, or all. @throws as `FileServices` */
export async function forget(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  id: string | undefined,
): Promise<void> {
  const home = await openHome(deps, actor, cluster);
  const folder = id === undefined ? trashFolder : `${trashFolder}/${checkId(id)}`;
  await deps.bridges.homeFiles.removeTree(home.link, `${home.root}/${folder}`);
  await home.audit('deleted', { what: id === undefined ? 'all' : 'one' });
}

/** The folder that it was in; made anew where it is gone. */
async function folderAgain(home: Home, path: string): Promise<string> {
  try {
    return (await placeOf(home, path)).real;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'not-found') throw error;
    await home.link.files.makeFolder(path);
    return (await placeOf(home, path)).real;
  }
}

function checkId(id: string): string {
  if (!idPattern.test(id)) throw new AppError('not-found');
  return id;
}

const instantOf = (id: string): Date => new Date(id.replace(idPattern, '$1-$2-$3T$4:$5:$6Z'));

async function idsOf(home: Home): Promise<string[]> {
  try {
    const entries = await home.link.files.list(`${home.root}/${trashFolder}`);
    return entries
      .map(({ name }) => name)
      .filter((name) => idPattern.test(name))
      .sort()
      .reverse();
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') return [];
    throw error;
  }
}

async function readOrigin(home: Home, id: string): Promise<z.output<typeof origin> | undefined> {
  const read = await home.link.files.read(`${home.root}/${trashFolder}/${id}/origin.json`, 0, 16 * 1024);
  try {
    return origin.parse(JSON.parse(read?.bytes.toString('utf8') ?? ''));
  } catch {
    // Emptied meanwhile, or changed by hand.
    return undefined;
  }
}
