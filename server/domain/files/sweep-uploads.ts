import type { Actor } from '../../actor';
import type { RemoteFile } from '../../bridge/ssh/port';
import { isAppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Home } from './open-home';
import { folderOf } from './places';
import { notesFolder, notesOf, partOf, readNotes, turnOf, type Notes } from './upload-notes';
import type { UploadDeps } from './uploads';

const keptMs = limits.uploadKeptDays * 86_400_000;
/** So that who left thousands behind does not keep the link busy: the rest goes with the next sweep. */
const sweptAtMost = 100;
const partName = /^\.modu-upload-([0-9a-f-]{36})$/;

/**
 * Deletes what uploads left behind that nobody went on with for `limits.uploadKeptDays`: their bytes, and what was noted of them. One that
 * is going on, or was a moment ago, is never touched. The number of uploads that are gone; calling twice is harmless. @throws as `FileServices`
 */
export async function sweepUploads(
  deps: UploadDeps,
  actor: Actor,
  home: Home,
  nowMs: number = Date.now(),
): Promise<number> {
  const old = (await listNotes(home))
    .map((file) => ({ file, id: file.name.replace(/\.json$/, '') }))
    .filter(({ id }) => isUuid(id) && nowMs - begunAtMs(id) > keptMs)
    .sort((one, other) => one.id.localeCompare(other.id))
    .slice(0, sweptAtMost);
  let count = 0;
  for (const { file, id } of old) if (await sweepOne(deps, actor, home, { id, file, nowMs })) count++;
  if (count > 0) await home.audit('uploads-swept', { count });
  return count;
}

/**
 * Deletes bytes of uploads in a folder that is listed which no notes lead to: the folder was renamed meanwhile, so that nobody can go on.
 * Calling twice is harmless. @throws as `FileServices`
 */
export async function sweepParts(
  home: Home,
  folder: string,
  entries: readonly RemoteFile[],
  nowMs: number = Date.now(),
): Promise<void> {
  const ids = entries
    .map(({ name }) => partName.exec(name)?.[1] ?? '')
    .filter((id) => isUuid(id) && nowMs - begunAtMs(id) > keptMs)
    .slice(0, sweptAtMost);
  for (const id of ids)
    if ((await home.link.files.stat(notesOf(home, id))) === undefined)
      await home.link.files.remove(partOf(folder, id));
}

async function sweepOne(
  deps: UploadDeps,
  actor: Actor,
  home: Home,
  { id, file, nowMs }: { id: string; file: RemoteFile; nowMs: number },
): Promise<boolean> {
  const key = turnOf(actor, id);
  if (deps.turns.isBusy(key)) return false;
  // Its turn is taken: who would go on just now waits, and is told that it is gone.
  return deps.turns.take(key, async () => {
    const upload = await readNotes(home, id).catch(onlyMissing);
    // Its notes are written once when it begins: by them the clock there is compared with ours. One that goes ahead makes things look newer.
    const aheadMs = upload && !upload.isDone ? Math.min(0, file.modifiedAt.getTime() - begunAtMs(id)) : 0;
    const part = upload && !upload.isDone ? await findPart(home, id, upload) : undefined;
    const usedAtMs = (part?.file ?? file).modifiedAt.getTime() - aheadMs;
    if (nowMs - usedAtMs <= keptMs) return false;
    if (part) await home.link.files.remove(part.path);
    await home.link.files.remove(notesOf(home, id));
    return true;
  });
}

/** undefined: it is not where it was begun. */
async function findPart(
  home: Home,
  id: string,
  upload: Notes,
): Promise<{ path: string; file: RemoteFile } | undefined> {
  const folder = await folderOf(home, upload.folder).catch(onlyMissing);
  if (!folder) return undefined;
  const path = partOf(folder.real, id);
  const file = await home.link.files.stat(path);
  return file && { path, file };
}

async function listNotes(home: Home): Promise<RemoteFile[]> {
  return (await home.link.files.list(`${home.root}/${notesFolder}`).catch(onlyMissing)) ?? [];
}

function onlyMissing(error: unknown): undefined {
  const isMissing = isAppError(error) && ['not-found', 'wrong-state', 'outside-home'].includes(error.code);
  if (!isMissing) throw error;
  return undefined;
}

/** The first 48 bits of a UUIDv7 are milliseconds since 1970, by our clock. Never throws. @see RFC 9562, §5.7 */
const begunAtMs = (id: string): number => parseInt(id.replace('-', '').slice(0, 12), 16);

/** When each home was swept last, by this process: opening one's files asks, at most once an hour. */
export class UploadSweeps {
  readonly #sweptAt = new Map<string, number>();

  /** Whether it is time; from then on it is not for an hour. Never throws. */
  isDue(key: string, nowMs: number = Date.now()): boolean {
    if (nowMs - (this.#sweptAt.get(key) ?? 0) < 3_600_000) return false;
    // Forgetting costs one more sweep.
    if (this.#sweptAt.size > 10_000) this.#sweptAt.clear();
    this.#sweptAt.set(key, nowMs);
    return true;
  }
}
