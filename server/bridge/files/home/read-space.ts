import type { SshLink } from '../../ssh/port';
import type { HomeSpace } from '../port';

/** Both in one round trip; `quota` is not everywhere, and where it is it ends with 1 for who is over it. */
const line = `cd && LC_ALL=C df -Pk . && echo = && { LC_ALL=C quota -w 2>/dev/null || true; }`;

/** @see `HomeFiles.readSpace` */
export async function readSpace(link: SshLink): Promise<HomeSpace | undefined> {
  const { stdout, exitCode } = await link.run({ line, maxOutputBytes: 64 * 1024 });
  return exitCode === 0 ? parseSpace(stdout.toString('utf8')) : undefined;
}

/**
 * Reads `df -Pk` and, after a line `=`, `quota -w`: the login's own quota on the home's file system where it has one, else the whole disk.
 * undefined for what it does not understand. Never throws. @see POSIX.1-2017 df, OUTPUT FILES (-P); quota(1), Linux quota-tools 4.06
 */
export function parseSpace(text: string): HomeSpace | undefined {
  const [disks = '', quotas = ''] = text.split(/^=$/m);
  const disk = /^(\S.*?)\s+(\d+)\s+(\d+)\s+(-?\d+)\s+(?:-|\d+%)\s+\//m.exec(disks);
  if (!disk) return undefined;
  const [, device = '', size, used] = disk;
  const quota = quotas
    .split('\n')
    .map((one) => /^\s*(\S+)\s+(\d+)\*?\s+(\d+)\s+(\d+)/.exec(one))
    .find((found) => found?.[1] === device);
  const limit = Number(quota?.[4]) || Number(quota?.[3]);
  if (quota && limit > 0) return { usedBytes: kib(quota[2]), limitBytes: limit * 1024, of: 'quota' };
  return Number(size) > 0 ? { usedBytes: kib(used), limitBytes: kib(size), of: 'disk' } : undefined;
}

const kib = (number: string | undefined): number => Number(number) * 1024;
