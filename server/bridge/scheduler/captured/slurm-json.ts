import { z } from 'zod';
import { cleanLine } from '../../clean-text';
import type { CapturedJob } from './captured';
import { jobOfRow } from './slurm-row';

/** A number as 22.05 prints it, or as newer ones do: `{set, infinite, number}`. */
const number = z
  .union([z.number(), z.object({ set: z.boolean(), infinite: z.boolean().optional(), number: z.number() })])
  .transform((value) =>
    typeof value === 'number' ? value : value.infinite ? 'UNLIMITED' : value.set ? value.number : undefined,
  );
const words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? value : value.join(' ')));
const text = z.string();

/** One job of `squeue --json` (flat) or `sacct --json` (nested). Only what is read; everything may be absent. @see Slurm OpenAPI v0.0.38–41 */
const jobSchema = z.object({
  job_id: number,
  name: text.optional(),
  partition: text.optional(),
  nodes: text.optional(),
  user: text.optional(),
  user_name: text.optional(),
  job_state: words.optional(),
  state_reason: text.optional(),
  state: z.object({ current: words, reason: text.optional() }).partial().optional(),
  submit_time: number.optional(),
  start_time: number.optional(),
  end_time: number.optional(),
  time_limit: number.optional(),
  tres_alloc_str: text.optional(),
  tres_req_str: text.optional(),
  array_job_id: number.optional(),
  array_task_id: number.nullish(),
  array: z.object({ job_id: number, task_id: number.nullish() }).partial().optional(),
  time: z
    .object({ submission: number, start: number, end: number, elapsed: number, limit: number })
    .partial()
    .optional(),
  tres: z
    .object({
      allocated: z.array(z.object({ type: text, name: text.nullish(), count: z.number().nullish() })),
    })
    .partial()
    .optional(),
  exit_code: z.unknown(),
});
type Job = z.output<typeof jobSchema>;

/** The jobs of a `--json` answer; undefined when it is cut or holds no list of jobs. Never throws. */
export function readSlurmJson(json: string): { jobs: CapturedJob[]; notUnderstood: string[] } | undefined {
  let whole: unknown;
  try {
    whole = JSON.parse(json);
  } catch {
    return undefined;
  }
  const list = (whole as { jobs?: unknown } | null)?.jobs;
  if (!Array.isArray(list)) return undefined;
  const jobs: CapturedJob[] = [];
  const notUnderstood: string[] = [];
  for (const item of list as unknown[]) {
    const parsed = jobSchema.safeParse(item);
    const job = parsed.success ? jobOfRow(rowOf(parsed.data), 'UTC') : undefined;
    if (job) jobs.push(job);
    else notUnderstood.push(cleanLine(JSON.stringify(item) ?? ''));
  }
  return { jobs, notUnderstood };
}

/** The same job as a row of the table that the command prints without `--json`. */
function rowOf(job: Job): Map<string, string> {
  const parent = job.array?.job_id ?? job.array_job_id;
  const task = job.array?.task_id ?? job.array_task_id;
  const isTask = typeof parent === 'number' && parent > 0 && typeof task === 'number';
  const limit = job.time?.limit ?? job.time_limit;
  const cells: Record<string, string | undefined> = {
    JOBID: isTask ? `${parent}_${task}` : String(job.job_id),
    NAME: job.name,
    USER: job.user ?? job.user_name,
    PARTITION: job.partition,
    STATE: job.state?.current ?? job.job_state,
    REASON: job.state?.reason ?? job.state_reason,
    NODELIST: job.nodes,
    SUBMIT: instant(job.time?.submission ?? job.submit_time),
    START: instant(job.time?.start ?? job.start_time),
    END: instant(job.time?.end ?? job.end_time),
    ELAPSEDRAW: job.time?.elapsed === undefined ? undefined : String(job.time.elapsed),
    TIMELIMIT: limit === 'UNLIMITED' ? limit : limit === undefined ? undefined : minutes(limit),
    ALLOCTRES:
      job.tres?.allocated
        ?.map((one) => `${one.type}${one.name ? `/${one.name}` : ''}=${one.count}`)
        .join(',') ??
      job.tres_alloc_str ??
      job.tres_req_str,
    EXITCODE: exitOf(job.exit_code),
  };
  return new Map(Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== undefined));
}

const instant = (seconds: number | string | undefined): string | undefined =>
  typeof seconds === 'number' && seconds > 0 && seconds < 1e11
    ? new Date(seconds * 1000).toISOString().slice(0, 19)
    : undefined;

/** `256` (a wait status), or `{return_code, signal: {signal_id | id}}`, each number in either form. */
function exitOf(value: unknown): string | undefined {
  const plain = number.safeParse(value);
  if (plain.success)
    return typeof plain.data === 'number' ? `${plain.data >> 8}:${plain.data & 127}` : undefined;
  const { return_code: code, signal } = (value ?? {}) as {
    return_code?: unknown;
    signal?: Record<string, unknown>;
  };
  const read = (one: unknown) => {
    const parsed = number.safeParse(one);
    return parsed.success && typeof parsed.data === 'number' ? parsed.data : undefined;
  };
  const killedBy = read(signal?.['signal_id'] ?? signal?.['id']) ?? 0;
  const returned = read(code) ?? (killedBy > 0 ? 0 : undefined);
  return returned === undefined ? undefined : `${returned}:${killedBy}`;
}

/** Both commands count the limit in minutes. */
const minutes = (limit: number | string): string => `${Number(limit) || 0}:00`;
