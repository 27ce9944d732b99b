import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Actor } from '../../actor';
import type { SshLink } from '../../bridge/ssh/port';
import { AppError, isAppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import { openHome, type FileDeps } from './open-home';
import { folderOf } from './places';

interface Found {
  path: string;
  modifiedAt: Date;
  isFolder: boolean;
}

/** What is small already gains nothing by more work. */
const isPacked = (path: string) =>
  /\.(png|jpe?g|gif|webp|mp4|zip|gz|tgz|xz|zst|bz2|7z|npz|pt|safetensors|parquet)$/i.test(path);

/**
 * A folder as a zip that is made while it is sent: one file open at a time, as fast as it is taken. Links are left out: nothing of it comes
 * from elsewhere. What could not be read is named in a file of the zip's own. @throws as `FileServices.zip`
 */
export async function zipFolder(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
): Promise<{ name: string; bytes: Readable }> {
  const home = await openHome(deps, actor, cluster);
  const place = await folderOf(home, path);
  const found = await walk(home.link, place.real);
  const giveBack = deps.seats.take(actor.personId);
  const zip = new ZipFile();
  const bytes = zip.outputStream as Readable;
  bytes.once('close', giveBack);
  zip.on('error', (error: Error) => bytes.destroy(error));
  fill(zip, bytes, home.link, place.real, found).catch((error: Error) => bytes.destroy(error));
  return { name: `${place.path.split('/').at(-1) || cluster}.zip`, bytes };
}

/** Everything below a folder, files before what is below its folders. @throws AppError[too-large] beyond `limits.zipFiles` */
async function walk(link: SshLink, root: string): Promise<Found[]> {
  const found: Found[] = [];
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await link.files
      .list(folder === '' ? root : `${root}/${folder}`)
      .catch((error: unknown) => {
        if (isAppError(error) && ['no-permission', 'not-found'].includes(error.code)) return [];
        throw error;
      });
    for (const { name, kind, modifiedAt } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') folders.push(path);
      if (kind === 'folder' || kind === 'file') found.push({ path, modifiedAt, isFolder: kind === 'folder' });
    }
    if (found.length > limits.zipFiles)
      throw new AppError('too-large', { details: { limit: limits.zipFiles } });
  }
  return found;
}

async function fill(
  zip: ZipFile,
  bytes: Readable,
  link: SshLink,
  root: string,
  found: readonly Found[],
): Promise<void> {
  const leftOut: string[] = [];
  for (const { path, modifiedAt: mtime, isFolder } of found) {
    if (bytes.destroyed) return;
    // Programs on Windows take a backslash for a folder, and yazl refuses it for that.
    const name = path.replaceAll('\\', '_');
    if (isFolder) zip.addEmptyDirectory(name, { mtime });
    else if (!(await addFile(zip, bytes, link, `${root}/${path}`, name, mtime))) leftOut.push(path);
  }
  if (leftOut.length > 0) zip.addBuffer(Buffer.from(`${leftOut.join('\n')}\n`), '_not-readable.txt');
  zip.end();
}

/** Resolves when the file is in; false when it cannot be opened. */
async function addFile(
  zip: ZipFile,
  bytes: Readable,
  link: SshLink,
  full: string,
  name: string,
  mtime: Date,
): Promise<boolean> {
  const file = await link.files.open(full).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'no-permission') return undefined;
    throw error;
  });
  if (!file) return false;
  const content = Readable.from(file.bytes(0, file.sizeBytes), { objectMode: false });
  const stop = () => content.destroy();
  bytes.once('close', stop);
  try {
    zip.addReadStream(content, name, { mtime, compressionLevel: isPacked(name) ? 0 : 3 });
    await finished(content, { writable: false });
    return true;
  } finally {
    bytes.off('close', stop);
    await file.close();
  }
}
