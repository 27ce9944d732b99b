import { z } from 'zod';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { Home } from './open-home';

/**
 * What is known of an upload lies beside its bytes, at the cluster: any web process goes on with it, also after a restart, and it is its
 * person's own. The bytes are in the folder that they are for (one file system, one quota), under a name that is not shown.
 */
export const notesFolder = '.modu/uploads';
const notes = z.object({
  folder: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  isDone: z.boolean(),
});
export type Notes = z.output<typeof notes>;

/** Where its bytes are until it has its name. Never throws. */
export const partOf = (folder: string, id: string): string => `${folder}/.modu-upload-${id}`;
/** Never throws. */
export const notesOf = (home: Home, id: string): string => `${home.root}/${notesFolder}/${id}.json`;
/** The key of `UploadTurns`. Never throws. */
export const turnOf = (actor: Actor, id: string): string => `${actor.personId} ${id}`;

/** Calling twice is harmless. @throws as `RemoteFiles.write` */
export const writeNotes = (home: Home, id: string, upload: Notes): Promise<void> =>
  home.link.files.write(notesOf(home, id), Buffer.from(JSON.stringify(upload)));

/** @throws AppError[not-found] when there are none, or none that can be read */
export async function readNotes(home: Home, id: string): Promise<Notes> {
  if (!isUuid(id)) throw new AppError('not-found');
  const read = await home.link.files.read(notesOf(home, id), 0, 16 * 1024);
  try {
    return notes.parse(JSON.parse(read?.bytes.toString('utf8') ?? ''));
  } catch {
    throw new AppError('not-found');
  }
}
