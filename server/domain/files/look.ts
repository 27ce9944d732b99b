import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { FileEntryView, FileView, FolderView } from '../../file-services';
import { openHome, type FileDeps, type Home } from './open-home';
import { placeOf } from './places';
import { previewOf } from './preview';

/** What is at a path: a folder's entries, or a file with its beginning. @throws as `FileServices` */
export async function look(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
): Promise<FolderView | FileView> {
  const home = await openHome(deps, actor, cluster);
  const place = await placeOf(home, path);
  const stat = await home.link.files.stat(place.real);
  if (stat?.kind === 'folder') return readFolder(home, place);
  if (stat?.kind !== 'file') throw new AppError('not-found');
  const { preview, mayEdit } = await previewOf(deps.bridges.homeFiles, home.link, place.real, stat.sizeBytes);
  return {
    kind: 'file',
    path: place.path,
    name: place.path.split('/').at(-1) ?? '',
    sizeBytes: stat.sizeBytes,
    modifiedAt: stat.modifiedAt,
    preview,
    mayEdit,
  };
}

async function readFolder(home: Home, { path, real }: { path: string; real: string }): Promise<FolderView> {
  const all = await home.link.files.list(real);
  const entries = all
    // What an upload has not finished yet has no name of its own.
    .filter(({ name }) => !name.startsWith('.modu-upload-'))
    .sort(inOrder);
  return {
    kind: 'folder',
    path,
    entries: entries
      .slice(0, limits.folderEntries)
      .map(({ name, kind, sizeBytes, modifiedAt }) => ({ name, kind, sizeBytes, modifiedAt })),
    total: entries.length,
  };
}

const names = new Intl.Collator('ko', { numeric: true });

/** Folders first; `run-2` before `run-10`, Korean before English as its readers expect. */
const inOrder = (a: FileEntryView, b: FileEntryView): number =>
  Number(b.kind === 'folder') - Number(a.kind === 'folder') || names.compare(a.name, b.name);
