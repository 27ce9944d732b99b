import { newId } from '#db/new-id';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { UploadView } from '../../file-services';
import { openHome, type FileDeps, type Home } from './open-home';
import { checkName } from './paths';
import { folderOf, renameFree } from './places';
import { notesFolder, notesOf, partOf, readNotes, turnOf, writeNotes, type Notes } from './upload-notes';
import type { UploadTurns } from './upload-turns';

export type UploadDeps = FileDeps & { turns: UploadTurns };

/** @throws AppError[file-name-invalid | too-large]; as `FileServices` */
export async function beginUpload(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  file: { folder: string; name: string; sizeBytes: number },
): Promise<{ id: string }> {
  const home = await openHome(deps, actor, cluster);
  const name = checkName(file.name);
  const { sizeBytes } = file;
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw new AppError('invalid-input');
  if (sizeBytes > limits.uploadBytes)
    throw new AppError('too-large', { details: { limitBytes: limits.uploadBytes } });
  const folder = await folderOf(home, file.folder);
  const id = newId();
  const upload = { folder: folder.path, name, sizeBytes, isDone: false };
  await home.link.files.makeFolder(notesFolder);
  await home.link.files.create(partOf(folder.real, id));
  await writeNotes(home, id, upload);
  await home.audit('upload-begun', { bytes: sizeBytes });
  if (sizeBytes === 0) await finish(home, id, upload, folder.real);
  return { id };
}

/** @throws AppError[not-found]; as `FileServices` */
export async function uploadState(
  deps: UploadDeps,
  actor: Actor,
  cluster: string,
  id: string,
): Promise<UploadView> {
  const home = await openHome(deps, actor, cluster);
  const upload = await readNotes(home, id);
  // A request whose browser has gone may not know it yet: who asks where to go on ends it.
  await deps.turns.end(turnOf(actor, id));
  const { sizeBytes } = upload;
  return { sizeBytes, offsetBytes: upload.isDone ? sizeBytes : (await arrived(home, id, upload)).bytes };
}

/** @throws AppError[changed-meanwhile | disk-full | too-large | limit-reached]; as `FileServices` */
export async function takeUpload(
  deps: UploadDeps,
  actor: Actor,
  cluster: string,
  id: string,
  offsetBytes: number,
  parts: AsyncIterable<Uint8Array>,
): Promise<UploadView> {
  const home = await openHome(deps, actor, cluster);
  const upload = await readNotes(home, id);
  const giveBack = deps.seats.take(actor.personId);
  try {
    return await deps.turns.take(turnOf(actor, id), async (signal) => {
      const { folder, bytes } = await arrived(home, id, upload);
      if (upload.isDone || bytes !== offsetBytes) throw new AppError('changed-meanwhile');
      const counted = countUpTo(parts, upload.sizeBytes - bytes, signal);
      const isWhole = () => bytes + counted.seen() === upload.sizeBytes;
      await home.link.files.writeOn(partOf(folder, id), bytes, counted.parts, isWhole);
      if (isWhole()) await finish(home, id, upload, folder);
      return { offsetBytes: bytes + counted.seen(), sizeBytes: upload.sizeBytes };
    });
  } finally {
    giveBack();
  }
}

/** Harmless for one that is not there any more. @throws as `FileServices` */
export async function dropUpload(deps: UploadDeps, actor: Actor, cluster: string, id: string): Promise<void> {
  const home = await openHome(deps, actor, cluster);
  const upload = await readNotes(home, id);
  await deps.turns.end(turnOf(actor, id));
  if (!upload.isDone) {
    const folder = await folderOf(home, upload.folder);
    await home.link.files.remove(partOf(folder.real, id));
  }
  await home.link.files.remove(notesOf(home, id));
  await home.audit('upload-dropped');
}

async function finish(home: Home, id: string, upload: Notes, folder: string): Promise<void> {
  await renameFree(home, partOf(folder, id), folder, upload.name);
  // Kept, so that who did not hear of the end is told when they ask again.
  await writeNotes(home, id, { ...upload, isDone: true });
  await home.audit('uploaded', { bytes: upload.sizeBytes });
}

/** Where the bytes lie and how many there are. @throws AppError[not-found] when they are gone */
async function arrived(home: Home, id: string, upload: Notes): Promise<{ folder: string; bytes: number }> {
  const folder = await folderOf(home, upload.folder);
  if (upload.isDone) return { folder: folder.real, bytes: upload.sizeBytes };
  const stat = await home.link.files.stat(partOf(folder.real, id));
  if (stat?.kind !== 'file') throw new AppError('not-found');
  return { folder: folder.real, bytes: stat.sizeBytes };
}

/** Lets through what belongs to the file. @throws AppError[too-large] from `parts` at the first byte beyond, and when the signal ends it */
function countUpTo(parts: AsyncIterable<Uint8Array>, atMost: number, signal: AbortSignal) {
  let seen = 0;
  const through = async function* () {
    for await (const part of untilAborted(parts, signal)) {
      if (seen + part.byteLength > atMost) throw new AppError('too-large');
      seen += part.byteLength;
      yield part;
    }
  };
  return { parts: through(), seen: () => seen };
}

/** A connection that is gone may be silent for ever: the wait for its next piece ends with the signal too. */
async function* untilAborted<Part>(parts: AsyncIterable<Part>, signal: AbortSignal): AsyncGenerator<Part> {
  const iterator = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: it may be the one that is silent.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

/**
 * What a promise gives, unless the signal comes first. Nothing stays at the signal once it is settled: one that is raced again and again
 * would keep every piece that has come. @throws AppError[changed-meanwhile] when the signal comes, else what the promise throws
 */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new AppError('changed-meanwhile'));
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
