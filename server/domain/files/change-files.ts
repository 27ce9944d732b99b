import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { openHome, type FileDeps } from './open-home';
import { checkName } from './paths';
import { entryOf, folderOf, renameFree } from './places';

/** An empty file, or a folder. @throws AppError[name-taken | file-name-invalid]; as `FileServices` */
export async function makeThing(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
  what: { kind: 'file' | 'folder'; name: string },
): Promise<void> {
  const name = checkName(what.name);
  const home = await openHome(deps, actor, cluster);
  const { real } = await folderOf(home, path);
  const { files } = home.link;
  await (what.kind === 'folder' ? files.makeOneFolder : files.create)(`${real}/${name}`);
  await home.audit('made', { kind: what.kind });
}

/** @throws AppError[name-taken | file-name-invalid | wrong-state]; as `FileServices` */
export async function renameThing(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
  name: string,
): Promise<void> {
  checkName(name);
  const home = await openHome(deps, actor, cluster);
  const entry = await entryOf(home, path);
  if (entry.name === name) return;
  await home.link.files.rename(entry.full, entry.full.slice(0, -entry.name.length) + name);
  await home.audit('renamed', { kind: entry.kind });
}

/** @throws AppError[wrong-state] for a folder into itself; as `FileServices` */
export async function moveThings(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  paths: readonly string[],
  toFolder: string,
): Promise<void> {
  const home = await openHome(deps, actor, cluster);
  const target = await folderOf(home, toFolder);
  for (const path of paths) {
    const entry = await entryOf(home, path);
    if (`${target.real}/`.startsWith(`${entry.full}/`)) throw new AppError('wrong-state');
    if (entry.full === `${target.real}/${entry.name}`) continue;
    await renameFree(home, entry.full, target.real, entry.name);
    await home.audit('moved', { kind: entry.kind });
  }
}
