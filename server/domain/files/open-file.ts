import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { OpenFileView } from '../../file-services';
import { contentTypeOf } from './content-type';
import { openHome, type FileDeps } from './open-home';
import { placeOf } from './places';

/** A file to be sent on; it holds a seat until it is closed. @throws as `FileServices.open` */
export async function openFile(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
): Promise<OpenFileView> {
  const home = await openHome(deps, actor, cluster);
  const place = await placeOf(home, path);
  const giveBack = deps.seats.take(actor.personId);
  try {
    const file = await home.link.files.open(place.real);
    if (!file) throw new AppError('not-found');
    return {
      name: place.path.split('/').at(-1) ?? '',
      contentType: contentTypeOf(place.path),
      sizeBytes: file.sizeBytes,
      modifiedAt: file.modifiedAt,
      bytes: file.bytes,
      close: async () => {
        giveBack();
        await file.close();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}
