import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSshPrivateKey, publicLineOf } from './open-ssh-key';

export interface Secrets {
  /** Signs form tokens and sign-in links. */
  secret: string;
  /** Signs in at clusters; handed to the SSH pool only. */
  sshPrivateKey: string;
  sshPublicLine: string;
  /** Seals the keys of single clusters in the database; 32 bytes. */
  sealingKey: Buffer;
}

/**
 * Reads the portal's secrets in `<dataFolder>/secrets`, and makes those that are not there yet; readable by the portal's own login only.
 * Several processes that start at once get the same ones. `given`: MODU_SECRET, which wins over the file.
 */
export async function openSecrets(dataFolder: string, given: string | undefined): Promise<Secrets> {
  const folder = join(dataFolder, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const secret =
    given ?? (await readOrMake(join(folder, 'secret'), () => randomBytes(32).toString('base64url')));
  const sshPrivateKey = await readOrMake(join(folder, 'ssh_key'), makeSshPrivateKey);
  const sealing = await readOrMake(join(folder, 'sealing_key'), () => randomBytes(32).toString('base64url'));
  return {
    secret,
    sshPrivateKey,
    sshPublicLine: publicLineOf(sshPrivateKey),
    sealingKey: Buffer.from(sealing, 'base64url'),
  };
}

/** What signs in at clusters, for a command at the portal's machine; makes nothing. @throws Error when the portal has made none, or may not be read */
export async function openKeySecrets(
  dataFolder: string,
): Promise<Pick<Secrets, 'sshPrivateKey' | 'sshPublicLine' | 'sealingKey'>> {
  const read = (name: string) => readFile(join(dataFolder, 'secrets', name), 'utf8');
  const [sshPrivateKey, sealing] = await Promise.all([read('ssh_key'), read('sealing_key')]);
  return {
    sshPrivateKey,
    sshPublicLine: publicLineOf(sshPrivateKey),
    sealingKey: Buffer.from(sealing, 'base64url'),
  };
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
