import { execFile } from 'node:child_process';

/** Resident memory and processor time of each process group, by one `ps` whatever the number of jobs. Empty when ps cannot be run. */
export function readGroups(): Promise<Map<number, { memoryBytes: number }>> {
  return new Promise((done) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], { maxBuffer: 8 << 20 }, (_error, stdout) => {
      const groups = new Map<number, { memoryBytes: number }>();
      for (const line of stdout.split('\n')) {
        const [group, kib] = line.trim().split(/\s+/).map(Number);
        if (!group || kib === undefined) continue;
        groups.set(group, { memoryBytes: (groups.get(group)?.memoryBytes ?? 0) + kib * 1024 });
      }
      done(groups);
    });
  });
}
