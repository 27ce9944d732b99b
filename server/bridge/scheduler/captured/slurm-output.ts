import { cleanLine } from '../../clean-text';
import { launcherOutcome } from '../launcher-outcome';
import { controlOutcome } from '../slurm/control-job';
import { gpusOfGres } from '../slurm/gpus-of';
import { slurmRefusals } from '../slurm/refusals';
import { parseLength } from '../times';
import type { CapturedJob, CapturedPartition, Output, Reading } from './captured';
import { readSlurmJson } from './slurm-json';
import { jobOfRow } from './slurm-row';
import { readSlurmTable } from './slurm-table';

/** Reads what a command of Slurm's printed: tables with any of its separators, or `--json`. Never throws. */
export function readSlurmOutput(command: string, output: Output, zone: string): Reading {
  if (command === 'sbatch') return readSbatch(output);
  if (command === 'scancel' || command === 'scontrol') {
    const control = controlOutcome(output);
    return { answer: control.kind === 'unknown' ? 'failed' : 'answered', control, notUnderstood: [] };
  }
  const said = output.stderr === '' ? [] : [cleanLine(output.stderr)];
  if (output.exitCode !== 0)
    return { answer: 'failed', words: said[0] ?? `exit code ${output.exitCode}`, notUnderstood: [] };
  const text = output.stdout.toString('utf8');
  const json = /^\s*\{/m.exec(text);
  const jobs = json ? readSlurmJson(text.slice(json.index)) : undefined;
  if (jobs) return { answer: 'answered', jobs: jobs.jobs, notUnderstood: [...said, ...jobs.notUnderstood] };
  const table = readSlurmTable(text);
  if (!table)
    return {
      answer: 'unclear',
      words: json
        ? 'the JSON is cut, or holds no jobs'
        : 'no header of a table: an answer without one proves nothing',
      notUnderstood: [...said, ...(text.trim() === '' ? [] : [cleanLine(text)])],
    };
  const notUnderstood = [...said, ...table.notUnderstood];
  if (command === 'sinfo') return { answer: 'answered', partitions: partitionsOf(table.rows), notUnderstood };
  const read: CapturedJob[] = [];
  for (const row of table.rows) {
    const job = jobOfRow(row, zone);
    if (job) read.push(job);
    else notUnderstood.push(cleanLine([...row.values()].join(' ')));
  }
  return { answer: 'answered', jobs: read, notUnderstood };
}

function readSbatch(output: Output): Reading {
  const text = output.stdout.toString('utf8').trim();
  const id = /^(?:Submitted batch job )?(\d+)(?:;\S+| on cluster \S+)?$/.exec(text)?.[1];
  const submitted = launcherOutcome(
    {
      stdout: Buffer.from(output.exitCode === 0 ? (id ?? text) : ''),
      stderr: `modu: refused\n${output.stderr}`,
      exitCode: output.exitCode === 0 && id !== undefined ? 0 : 75,
      signal: null,
    },
    (word) => /^\d+$/.test(word),
    slurmRefusals,
  );
  return { answer: submitted.kind === 'unknown' ? 'failed' : 'answered', submitted, notUnderstood: [] };
}

function partitionsOf(rows: readonly Map<string, string>[]): CapturedPartition[] {
  const found = new Map<string, CapturedPartition>();
  for (const row of rows) {
    const name = cleanLine((row.get('PARTITION') ?? '').replace(/\*$/, ''), 100);
    if (name === '') continue;
    const gres = row.get('GRES');
    const before = found.get(name) ?? {
      name,
      isOpen: row.has('AVAIL') ? row.get('AVAIL') === 'up' : undefined,
      totalGpus: gres === undefined ? undefined : 0,
      freeGpus: row.has('GRES_USED') ? 0 : undefined,
      maxWalltimeSeconds: parseLength(row.get('TIMELIMIT') ?? ''),
    };
    const nodes = Number(row.get('NODES') ?? 1) || 1;
    const gpus = gpusOfGres(gres ?? '') * nodes;
    if (before.totalGpus !== undefined) before.totalGpus += gpus;
    // As list-partitions.ts: only of nodes that take jobs.
    if (before.freeGpus !== undefined && /^(idle|mixed|mix|allocated|alloc)$/.test(row.get('STATE') ?? ''))
      before.freeGpus += Math.max(0, gpus - gpusOfGres(row.get('GRES_USED') ?? '') * nodes);
    found.set(name, before);
  }
  return [...found.values()];
}
