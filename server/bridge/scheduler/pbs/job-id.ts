export interface PbsJobId {
  /** What `qsub` answered with: the job's own id, `19.pbs01`, or the array's, `19[].pbs01`. */
  parentJobId: string;
  /** Only of a task of an array. */
  arrayIndex: number | undefined;
  isArray: boolean;
}

/** Reads a job id, whole with its server: `19.pbs01`, `19[].pbs01`, `19[2].pbs01`; undefined when it is none. Never throws. */
export function readJobId(text: string): PbsJobId | undefined {
  const match = /^(\d{1,12})(?:\[(\d{0,9})\])?\.([A-Za-z0-9][A-Za-z0-9_.-]{0,254})$/.exec(text);
  if (!match) return undefined;
  const [, sequence, index, server] = match;
  if (index === undefined) return { parentJobId: text, arrayIndex: undefined, isArray: false };
  return {
    parentJobId: `${sequence}[].${server}`,
    arrayIndex: index === '' ? undefined : Number(index),
    isArray: index === '',
  };
}
