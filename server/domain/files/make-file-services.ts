import type { Db } from '#db/client';
import { limits } from '../../contract/limits';
import type { FileServices } from '../../file-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { Seats } from '../terminals/seats';
import { makeThing, moveThings, renameThing } from './change-files';
import { editFile, saveFile } from './edit-file';
import { look } from './look';
import { openFile } from './open-file';
import { openHome } from './open-home';
import { UploadSweeps } from './sweep-uploads';
import { forget, listTrash, restore, trashThings } from './trash';
import { UploadTurns } from './upload-turns';
import { beginUpload, dropUpload, takeUpload, uploadState } from './uploads';
import { zipFolder } from './zip-folder';

/** Files of people's own logins. Opens nothing. */
export function makeFileServices(parts: { db: Db; bridges: ClusterBridges }): FileServices {
  const deps = {
    ...parts,
    seats: new Seats(limits.fileStreamsPerPerson),
    turns: new UploadTurns(),
    sweeps: new UploadSweeps(),
  };
  return {
    look: (...asked) => look(deps, ...asked),
    space: async (actor, cluster) => {
      const home = await openHome(deps, actor, cluster);
      return deps.bridges.homeFiles.readSpace(home.link);
    },
    open: (...asked) => openFile(deps, ...asked),
    zip: (...asked) => zipFolder(deps, ...asked),
    edit: (...asked) => editFile(deps, ...asked),
    save: (...asked) => saveFile(deps, ...asked),
    make: (...asked) => makeThing(deps, ...asked),
    rename: (...asked) => renameThing(deps, ...asked),
    move: (...asked) => moveThings(deps, ...asked),
    trash: (...asked) => trashThings(deps, ...asked),
    listTrash: (...asked) => listTrash(deps, ...asked),
    restore: (...asked) => restore(deps, ...asked),
    forget: (...asked) => forget(deps, ...asked),
    beginUpload: (...asked) => beginUpload(deps, ...asked),
    uploadState: (...asked) => uploadState(deps, ...asked),
    takeUpload: (...asked) => takeUpload(deps, ...asked),
    dropUpload: (...asked) => dropUpload(deps, ...asked),
  };
}
