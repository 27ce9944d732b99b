import type { EndFile } from './port';

/** Reads what run.sh left; undefined for anything else, also a file that was cut. Never throws. */
export function readEndFile(text: string): EndFile | undefined {
  try {
    const end = JSON.parse(text) as Record<string, unknown>;
    const { jobId, arrayIndex, startedAt, endedAt, exitCode, node, gpus } = end;
    const isWhole =
      typeof jobId === 'string' &&
      [startedAt, endedAt, exitCode].every((value) => Number.isSafeInteger(value));
    if (!isWhole) return undefined;
    return {
      schedulerJobId: jobId,
      arrayIndex: typeof arrayIndex === 'number' ? arrayIndex : undefined,
      startedAt: new Date(Number(startedAt) * 1000),
      endedAt: new Date(Number(endedAt) * 1000),
      exitCode: Number(exitCode),
      node: typeof node === 'string' ? node.slice(0, 100) : '',
      gpus: Number.isSafeInteger(gpus) ? Number(gpus) : 0,
    };
  } catch {
    return undefined;
  }
}
