import { isAbsolute, join } from 'node:path';
import type { OutputPaths } from '../engine/engine';
import type { Job } from '../engine/job';
import { extraOf } from './job-words';

interface Places {
  readonly homeOf: (login: string) => string;
  readonly centreName: string;
}

/** Where a job's two outputs belong. */
export interface Paths {
  readonly output: string;
  readonly error: string;
}

/**
 * `<name>.o<number>` where qsub was called, or as `-o` and `-e` say: `host:` before a path is dropped, `^array_index^` becomes the task's
 * number, and a path that ends in `/` is a folder, which gets `<job id>.OU`. @see qsub(1B), OpenPBS 23.06, -o
 */
export const pathsOf = (job: Job, places: Places): Paths =>
  resolve(job, places, job.array ? String(job.array.index) : undefined);

/** The same for an array as a whole, with the placeholder in it. */
export const arrayPathsOf = (job: Job, places: Places): Paths => resolve(job, places, '^array_index^');

function resolve(job: Job, places: Places, index: string | undefined): Paths {
  const extra = extraOf(job);
  const sequence = job.array?.id ?? job.id;
  const base = extra.keep === 'n' || extra.keep.includes('d') ? extra.submitFolder : places.homeOf(job.login);
  const place = (given: string | null, letter: string) => {
    const own = `${job.name}.${letter}${sequence}${index === undefined ? '' : `.${index}`}`;
    const path = (given ?? own)
      .replace(/^[A-Za-z0-9.-]+:(?=\/)/, '')
      .replaceAll('^array_index^', index ?? '');
    return isAbsolute(path) ? path : join(base, path);
  };
  return { output: place(extra.output, 'o'), error: place(extra.error, 'e') };
}

/** As `Output_Path` and `Error_Path` show them: with the host. */
export const printedPathsOf = (paths: Paths, centreName: string): Paths => ({
  output: `${centreName}:${paths.output}`,
  error: `${centreName}:${paths.error}`,
});

/** What the engine is told. Without `-k d…` the output waits in a spool folder and comes after the end (surprise 10). */
export function outputOf(job: Job, places: Places): OutputPaths {
  const extra = extraOf(job);
  const paths = pathsOf(job, places);
  const sequence = job.array ? `${job.array.id}[${job.array.index}]` : String(job.id);
  const file = (path: string, suffix: string) =>
    path.endsWith('/') ? `${path}${sequence}.${places.centreName}.${suffix}` : path;
  const output = file(paths.output, 'OU');
  const error = file(paths.error, 'ER');
  return {
    stdout: extra.join === 'eo' ? error : output,
    stderr: extra.join === 'n' ? error : undefined,
    append: false,
    deliveredAtEnd: !extra.keep.includes('d'),
  };
}
