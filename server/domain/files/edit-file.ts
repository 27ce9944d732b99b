import type { Actor } from '../../actor';
import type { ReadText } from '../../bridge/files/port';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { EditView, SaveView } from '../../file-services';
import { openHome, type FileDeps, type Home } from './open-home';
import { numbered, partsOf } from './paths';
import { placeOf } from './places';

/** A text with the version that it is. @throws AppError[wrong-state] for what an editor would change by itself; as `FileServices` */
export async function editFile(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
): Promise<EditView> {
  const home = await openHome(deps, actor, cluster);
  const place = await placeOf(home, path);
  const read = await readExact(deps, home, place.real);
  if (!read) throw new AppError('wrong-state');
  const name = place.path.split('/').at(-1) ?? '';
  return { path: place.path, name, text: read.exact.text, base: versionOf(read) };
}

/**
 * Saves a text when what is there is still what was opened; otherwise nothing is written, and both versions are told. isCopy: under a free
 * name beside it. Calling twice with the same text is harmless. @throws AppError[too-large | disk-full]; as `FileServices`
 */
export async function saveFile(
  deps: FileDeps,
  actor: Actor,
  cluster: string,
  path: string,
  change: { text: string; base: string; isCopy: boolean },
): Promise<SaveView> {
  const home = await openHome(deps, actor, cluster);
  // Forms send every line end as CR LF; the file keeps its own. @see HTML, 4.10.21.8, constructing the entry list
  const text = change.text.replaceAll('\r\n', '\n');
  if (Buffer.byteLength(text) > limits.textBytes)
    throw new AppError('too-large', { details: { limitBytes: limits.textBytes } });
  if (change.isCopy) return saveCopy(deps, home, path, text);
  const place = await placeOf(home, path).catch(() => undefined);
  const there = place && (await readExact(deps, home, place.real));
  if (!place || !there) return { outcome: 'changed', theirs: undefined };
  if (versionOf(there) !== change.base && there.exact.text !== text) {
    const { exact, modifiedAt } = there;
    return { outcome: 'changed', theirs: { text: exact.text, base: versionOf(there), modifiedAt } };
  }
  const bytes = Buffer.from(there.exact.lineEnd === '\n' ? text : text.replaceAll('\n', '\r\n'));
  const mode = (await home.link.files.stat(place.real))?.mode;
  await home.link.files.write(place.real, bytes, mode);
  await home.audit('saved', { bytes: bytes.length });
  return saved(deps, home, place.path);
}

async function saveCopy(deps: FileDeps, home: Home, path: string, text: string): Promise<SaveView> {
  const parts = partsOf(path);
  const name = parts.pop() ?? 'file.txt';
  const folder = await placeOf(home, parts.join('/'));
  for (let count = 2; count < 100; count++) {
    const free = numbered(name, count);
    if (await home.link.files.stat(`${folder.real}/${free}`)) continue;
    await home.link.files.create(`${folder.real}/${free}`);
    const bytes = Buffer.from(text);
    await home.link.files.writeOn(`${folder.real}/${free}`, 0, once(bytes), () => true);
    await home.audit('saved', { bytes: bytes.length });
    return saved(deps, home, [...parts, free].join('/'));
  }
  throw new AppError('name-taken');
}

async function saved(deps: FileDeps, home: Home, path: string): Promise<SaveView> {
  const now = await readExact(deps, home, (await placeOf(home, path)).real);
  if (!now) throw new AppError('changed-meanwhile');
  return { outcome: 'saved', path, base: versionOf(now) };
}

type Exact = ReadText & { exact: NonNullable<ReadText['exact']> };

async function readExact({ bridges }: FileDeps, home: Home, real: string): Promise<Exact | undefined> {
  const read = await bridges.homeFiles.readText(home.link, real, limits.textBytes);
  return read?.kind === 'text' && read.exact ? (read as Exact) : undefined;
}

/** By contents: a file that was only touched is the same version. */
const versionOf = ({ exact, sizeBytes }: Exact): string => `${sizeBytes}-${exact.hash}`;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
