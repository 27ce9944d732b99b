import { textAt, type PbsTree } from './read-pbs-json';

/**
 * How many GPUs a job has or asks for: `Resource_List.ngpus` is the total over all chunks; where a site does not count it there, the chunks
 * of `exec_vnode` or of `select` are added up. 0 when none is asked for. Never throws.
 * @see e2e/transcripts/pbs/README.md, "Where things are"
 */
export function gpusOf(job: PbsTree): number {
  const total = textAt(job, 'Resource_List', 'ngpus');
  if (total !== undefined && /^\d{1,6}$/.test(total)) return Number(total);
  return gpusOfChunks(textAt(job, 'exec_vnode') ?? textAt(job, 'Resource_List', 'select') ?? '');
}

/** `(pbs01:ncpus=2:ngpus=1)+(…)`, `2:ncpus=4:ngpus=1+1:ncpus=1`. */
function gpusOfChunks(chunks: string): number {
  let gpus = 0;
  for (const chunk of chunks.slice(0, 100_000).split('+')) {
    const each = /(?:^|:)ngpus=(\d{1,6})\b/.exec(chunk)?.[1];
    if (each !== undefined) gpus += Number(each) * Number(/^(\d{1,6}):/.exec(chunk)?.[1] ?? 1);
  }
  return gpus;
}
