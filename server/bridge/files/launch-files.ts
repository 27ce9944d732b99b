import { AppError } from '#server/contract/app-error';
import { cleanText } from '../clean-text';
import { launchFolder, taskFile } from '../launch-folder';
import type { RemoteFile, SshLink } from '../ssh/port';
import { readAppAddress } from './read-app-address';
import { readEndFile } from './read-end-file';
import type { EndFile, LaunchFiles, OutputPart, ResultFile } from './port';
import { wholeCharacters } from './whole-characters';
import { wholeLines } from './whole-lines';

const limits = { results: 200, folders: 60, depth: 3, staged: 64 * 1024 } as const;

/** The launch's folder over SFTP, and one command where SFTP cannot tell (where a link leads). */
export const launchFiles: LaunchFiles = {
  async stage(link, launchId, files) {
    const folder = launchFolder(launchId);
    await link.files.makeFolder(`${folder}/work`);
    const names = files
      .filter((file) => file.path.startsWith('work/'))
      .map((file) => file.path.slice('work/'.length));
    const all = [...files, { path: 'staged.json', bytes: Buffer.from(JSON.stringify(names)), mode: 0o600 }];
    for (const file of all) await link.files.write(`${folder}/${file.path}`, file.bytes, file.mode);
  },

  async markCancelled(link, launchId) {
    await link.files.makeFolder(launchFolder(launchId));
    await link.files.write(`${launchFolder(launchId)}/cancelled`, Buffer.from('cancelled\n'));
  },

  async readEnds(link, launchId) {
    const folder = launchFolder(launchId);
    const names = (await link.files.list(folder))
      .map((file) => file.name)
      .filter((name) => /^exit(-\d+)?\.json$/.test(name));
    const ends: EndFile[] = [];
    for (const name of names) {
      const part = await link.files.read(`${folder}/${name}`, 0, 4_096);
      const end = part && readEndFile(part.bytes.toString('utf8'));
      if (end) ends.push(end);
    }
    return ends;
  },

  async readAppAddress(link, launchId) {
    const part = await link.files.read(`${launchFolder(launchId)}/app.listens`, 0, 1_024);
    return part && readAppAddress(part.bytes.toString('utf8'), launchId);
  },

  async readOutput(link, launchId, { arrayIndex, fromByte, maxBytes }) {
    const path = `${launchFolder(launchId)}/${taskFile('output', '.log', arrayIndex)}`;
    const part = await link.files.read(path, fromByte ?? -maxBytes, maxBytes);
    return part && toOutput(part, fromByte !== undefined);
  },

  async readLines(link, launchId, { arrayIndex, fromByte, maxBytes }) {
    const path = `${launchFolder(launchId)}/${taskFile('output', '.log', arrayIndex)}`;
    const part = await link.files.read(path, fromByte ?? -maxBytes, maxBytes);
    if (!part || fromByte === undefined || part.sizeBytes >= fromByte)
      return part && wholeLines(part, fromByte === undefined);
    const anew = await link.files.read(path, -maxBytes, maxBytes);
    return anew && wholeLines(anew, true);
  },

  async listResults(link, launchId) {
    const work = `${launchFolder(launchId)}/work`;
    const found: ResultFile[] = [];
    await walk(link, work, '', 1, found, { folders: 0 });
    const staged = await readStaged(link, launchId, found);
    return found
      .filter((file) => !staged.has(file.path))
      .sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime())
      .slice(-limits.results);
  },

  async readResult(link, launchId, path, maxBytes) {
    const parts = path.split('/');
    if (
      path === '' ||
      /[\0\n\r]/.test(path) ||
      parts.some((part) => part === '' || part === '.' || part === '..')
    ) {
      throw new AppError('not-found');
    }
    const full = `${launchFolder(launchId)}/work/${path}`;
    await refuseOutside(link, launchId, full);
    const stat = await link.files.stat(full);
    if (stat?.kind !== 'file') throw new AppError('not-found');
    if (stat.sizeBytes > maxBytes) throw new AppError('too-large', { details: { limit: maxBytes } });
    const part = await link.files.read(full, 0, maxBytes);
    if (!part) throw new AppError('not-found');
    return part.bytes;
  },
};

function toOutput(part: { bytes: Buffer; sizeBytes: number; from: number }, isGoingOn: boolean): OutputPart {
  const { bytes, skipped, left } = wholeCharacters(
    part.bytes,
    !isGoingOn && part.from > 0,
    part.from + part.bytes.length < part.sizeBytes || isGoingOn,
  );
  return {
    text: cleanText(bytes.toString('utf8')),
    nextByte: part.from + part.bytes.length - left,
    sizeBytes: part.sizeBytes,
    isCutAtStart: part.from + skipped > 0,
  };
}

async function walk(
  link: SshLink,
  root: string,
  inside: string,
  depth: number,
  found: ResultFile[],
  seen: { folders: number },
): Promise<void> {
  const entries = await link.files
    .list(inside === '' ? root : `${root}/${inside}`)
    .catch((): RemoteFile[] => []);
  for (const entry of entries) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.kind === 'file') found.push({ path, sizeBytes: entry.sizeBytes, modifiedAt: entry.modifiedAt });
    else if (entry.kind === 'folder' && depth < limits.depth && seen.folders++ < limits.folders)
      await walk(link, root, path, depth + 1, found, seen);
  }
}

/** What was put there by us and not written since the launch began is input, not a result. */
async function readStaged(
  link: SshLink,
  launchId: string,
  found: readonly ResultFile[],
): Promise<Set<string>> {
  if (found.length === 0) return new Set();
  const part = await link.files.read(`${launchFolder(launchId)}/staged.json`, 0, limits.staged);
  try {
    return new Set(JSON.parse(part?.bytes.toString('utf8') ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

/**
 * A link in the work folder could lead anywhere that the login may read. It is the person's own, and still the portal shows the work
 * folder and nothing else: the far side says where the path really is. @throws AppError[not-found]
 */
async function refuseOutside(link: SshLink, launchId: string, path: string): Promise<void> {
  const [work, real] = await Promise.all([
    link.files.realPath(`${launchFolder(launchId)}/work`),
    link.files.realPath(path),
  ]);
  if (work === undefined || real === undefined || !real.startsWith(`${work}/`))
    throw new AppError('not-found');
}
