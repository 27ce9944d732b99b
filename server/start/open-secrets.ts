import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSshPrivateKey } from './open-ssh-key';

export interface Secrets {
  /** Signs form tokens and sign-in links. */
  secret: string;
}

/** What only the signer may hold. */
export interface KeySecrets {
  /** Signs in at clusters that have no key of their own. */
  sshPrivateKey: string;
  /** Seals the keys of single clusters in the database; 32 bytes. */
  sealingKey: Buffer;
}

/**
 * Reads the portal's secret in `<dataFolder>/secrets`, and makes it when it is not there yet; readable by the portal's own login only.
 * Several processes that start at once get the same one. `given`: MODU_SECRET, which wins over the file.
 */
export async function openSecrets(dataFolder: string, given: string | undefined): Promise<Secrets> {
  const folder = await openFolder(dataFolder);
  const make = () => randomBytes(32).toString('base64url');
  return { secret: given ?? (await readOrMake(join(folder, 'secret'), make)) };
}

/** The same for the keys that sign in at clusters. For the signer's process alone. */
export async function openKeySecrets(dataFolder: string): Promise<KeySecrets> {
  const folder = await openFolder(dataFolder);
  const sshPrivateKey = await readOrMake(join(folder, 'ssh_key'), makeSshPrivateKey);
  const sealing = await readOrMake(join(folder, 'sealing_key'), () => randomBytes(32).toString('base64url'));
  return { sshPrivateKey, sealingKey: Buffer.from(sealing, 'base64url') };
}

async function openFolder(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return folder;
}

/** Written beside and linked into place: a file is there whole or not at all, and the first of two writers wins. */
async function readOrMake(path: string, make: () => string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, make(), { mode: 0o600 });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readFile(path, 'utf8');
}
