import { AppError, isAppError } from '../../contract/app-error';
import type { Home } from './open-home';
import { checkName, numbered, partsOf } from './paths';

/**
 * Where a path really is, links followed: inside of the home, or not at all. The far side resolves it; that somebody changes a link right
 * after is the person themselves, and what their login may not open stays closed to it.
 * @throws AppError[not-found | outside-home | no-permission]
 */
export async function placeOf({ link, root }: Home, path: string): Promise<{ path: string; real: string }> {
  const clean = partsOf(path).join('/');
  const real = await link.files.realPath(clean === '' ? root : `${root}/${clean}`);
  if (real === undefined) throw new AppError('not-found');
  if (real !== root && !real.startsWith(`${root}/`)) throw new AppError('outside-home');
  return { path: clean, real };
}

/** A folder. @throws AppError[wrong-state] when it is something else; as `placeOf` */
export async function folderOf(home: Home, path: string): Promise<{ path: string; real: string }> {
  const place = await placeOf(home, path);
  if ((await home.link.files.stat(place.real))?.kind !== 'folder') throw new AppError('wrong-state');
  return place;
}

/** A thing in its folder; its own link is not followed: what is renamed or thrown away is the link. */
export interface Entry {
  path: string;
  name: string;
  /** Absolute; its folder without links. */
  full: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  sizeBytes: number;
}

/**
 * A thing that may be renamed, moved and thrown away: not the home itself, and not the portal's own folder there.
 * @throws AppError[wrong-state] for these; as `placeOf`
 */
export async function entryOf(home: Home, path: string): Promise<Entry> {
  const parts = partsOf(path);
  const name = parts.pop();
  if (name === undefined) throw new AppError('wrong-state');
  const folder = await placeOf(home, parts.join('/'));
  const full = `${folder.real}/${name}`;
  const kept = [`${home.root}/.modu`, `${home.root}/.modu/trash`, `${home.root}/.modu/uploads`];
  if (kept.includes(full) || full.startsWith(`${home.root}/.modu/trash/`)) throw new AppError('wrong-state');
  const stat = await home.link.files.stat(full);
  if (!stat) throw new AppError('not-found');
  return { path: [...parts, name].join('/'), name, full, kind: stat.kind, sizeBytes: stat.sizeBytes };
}

/** Gives a thing its name in a folder, or the first free one after it; the name that it has. @throws AppError[name-taken] after a hundred */
export async function renameFree(home: Home, from: string, folder: string, name: string): Promise<string> {
  checkName(name);
  for (let count = 1; ; count++) {
    const free = numbered(name, count);
    try {
      await home.link.files.rename(from, `${folder}/${free}`);
      return free;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'name-taken' || count >= 100) throw error;
    }
  }
}
