import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { FileEntryView, FileView, FolderView } from '../../file-services';
import { openHome, type Home } from './open-home';
import { placeOf } from './places';
import { previewOf } from './preview';
import { sweepParts, sweepUploads, type UploadSweeps } from './sweep-uploads';
import type { UploadDeps } from './uploads';

export type LookDeps = UploadDeps & { sweeps: UploadSweeps };

/**
 * What is at a path: a folder's entries, or a file with its beginning. On the side, what uploads left behind long ago is deleted.
 * @throws as `FileServices`
 */
export async function look(
  deps: LookDeps,
  actor: Actor,
  cluster: string,
  path: string,
): Promise<FolderView | FileView> {
  const home = await openHome(deps, actor, cluster);
  if (deps.sweeps.isDue(`${actor.personId} ${cluster}`)) inPassing(sweepUploads(deps, actor, home));
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
  inPassing(sweepParts(home, real, all));
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

/** Nobody waits for it, and what kept it from its end is met the next time. */
const inPassing = (work: Promise<unknown>): void => void work.catch(() => undefined);

const names = new Intl.Collator('ko', { numeric: true });

/** Folders first; `run-2` before `run-10`, Korean before English as its readers expect. */
const inOrder = (a: FileEntryView, b: FileEntryView): number =>
  Number(b.kind === 'folder') - Number(a.kind === 'folder') || names.compare(a.name, b.name);
