import { chmod, mkdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** A data folder that cannot be used; the message is the one sentence to show. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
}

/**
 * Makes the portal's folder when it is missing, and gives its absolute path. Started as root, others may pass through it (not list it),
 * because Postgres then runs as somebody else; what is secret below has its own mode.
 * @throws DataFolderError when it cannot be made or written.
 */
export async function openDataFolder(dataFolder: string): Promise<string> {
  const path = resolve(dataFolder);
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    const { mode } = await stat(path);
    if (process.getuid?.() === 0) await chmod(path, (mode & 0o7777) | 0o711);
    return path;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(`MODU_DATA is ${dataFolder}, but that folder cannot be used (${words}).`);
  }
}
