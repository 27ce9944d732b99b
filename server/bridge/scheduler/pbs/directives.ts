import { AppError } from '#server/contract/app-error';
import { jobNameOf } from '../../launch-folder';
import type { SubmitSpec } from '../port';

/**
 * The words that a spec turns into for `qsub`, without `-f -h -N`, which the launcher gives. Pure.
 * An array may not be `-r n` ("cannot submit non-rerunable Array Job"): after a node failure its tasks may run again; the fence lets
 * them, because they keep their id.
 * @throws AppError[array-invalid] when the array is no range: PBS knows only `X-Y[:Z]`.
 * @see qsub(1B), OpenPBS 23.06; pbs_resources(7B)
 */
export function qsubWords(spec: SubmitSpec): string[] {
  const range = spec.array && rangeOf(spec.array.indexes);
  if (spec.array && range === undefined) throw new AppError('array-invalid');
  const limit = spec.array?.maxAtOnce === undefined ? '' : `%${spec.array.maxAtOnce}`;
  return [
    '-q',
    spec.partition,
    '-l',
    `select=1:ncpus=${spec.cores}${spec.gpus > 0 ? `:ngpus=${spec.gpus}` : ''}${memoryOf(spec)}`,
    '-l',
    `walltime=${walltimeOf(spec.walltimeSeconds)}`,
    ...(range === undefined ? ['-r', 'n'] : ['-J', `${range}${limit}`]),
    '-j',
    'oe',
    // run.sh writes the person's output itself; this is for what PBS adds, delivered after the end.
    '-o',
    range === undefined ? 'scheduler.log' : 'scheduler-^array_index^.log',
  ];
}

/** What "the script that will be submitted" shows: one directive an element. Pure. @throws AppError[array-invalid] */
export function pbsDirectives(spec: SubmitSpec): string[] {
  const words = qsubWords(spec);
  const pairs: string[] = [];
  for (let index = 0; index < words.length; index += 2) pairs.push(`${words[index]} ${words[index + 1]}`);
  return [`-N ${jobNameOf(spec.launchId)}`, '-h', ...pairs];
}

/** `1,3,5` → `1-5:2`, `5` → `5-6:2` (the end must be over the start); undefined when the steps differ. */
function rangeOf(indexes: readonly number[]): string | undefined {
  const sorted = [...indexes].sort((a, b) => a - b);
  const first = sorted[0];
  if (first === undefined) return undefined;
  const second = sorted[1];
  if (second === undefined) return `${first}-${first + 1}:2`;
  const step = second - first;
  if (step < 1 || sorted.some((index, at) => index !== first + at * step)) return undefined;
  const last = first + (sorted.length - 1) * step;
  return step === 1 ? `${first}-${last}` : `${first}-${last}:${step}`;
}

const memoryOf = (spec: SubmitSpec) =>
  spec.memoryBytes === undefined ? '' : `:mem=${Math.ceil(spec.memoryBytes / 1024)}kb`;

function walltimeOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
