import { AppError } from '#server/contract/app-error';
import type { SshLink } from '../../ssh/port';

/** A home of many thousands of small files on a busy file system. */
const deadlineMs = 600_000;

/** `find -delete` below the login's own home, which itself stays, as the centre made it. @see `HomeFiles.emptyHome`; find(1), GNU findutils 4.9 */
export async function emptyHome(link: SshLink): Promise<void> {
  const line = 'cd && find . -mindepth 1 -delete';
  const { exitCode, stderr } = await link.run({ line, deadlineMs });
  if (exitCode !== 0) throw new AppError('no-permission', { cause: new Error(stderr.slice(0, 300)) });
}
