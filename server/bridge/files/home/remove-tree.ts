import { AppError } from '#server/contract/app-error';
import type { SshLink } from '../../ssh/port';
import { quoteWords } from '../../ssh/quote-words';

/** A tree of thousands of small files on a busy file system. */
const deadlineMs = 120_000;

/** `rm -rf`: SFTP would need a call a file. @see `HomeFiles.removeTree` @throws AppError[no-permission] when something stays */
export async function removeTree(link: SshLink, path: string): Promise<void> {
  const { exitCode, stderr } = await link.run({ line: quoteWords(['rm', '-rf', '--', path]), deadlineMs });
  if (exitCode !== 0) throw new AppError('no-permission', { cause: new Error(stderr.slice(0, 300)) });
}
