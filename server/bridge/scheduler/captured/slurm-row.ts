import { cleanLine } from '../../clean-text';
import { gpusOfGres, gpusOfTres } from '../slurm/gpus-of';
import { readSlurmState } from '../slurm/job-states';
import { parseIsoTime, parseLength } from '../times';
import type { CapturedJob } from './captured';

/**
 * A row of squeue or sacct, whatever columns it has; undefined when it has no job id, or a state that nobody knows. Steps of a job
 * (`12.batch`) are no jobs. Never throws. @see squeue(1), sacct(1), Slurm 24.05: headers of the columns
 */
export function jobOfRow(row: ReadonlyMap<string, string>, zone: string): CapturedJob | undefined {
  const at = (...names: string[]) =>
    names.map((name) => row.get(name)?.trim()).find((text) => text !== undefined && text !== '');
  const id = at('JOBID', 'JOBIDRAW');
  const match = /^(\d+)(?:_(\d+|\[[^\]]*\]))?$/.exec(id ?? '');
  const stateText = at('STATE', 'ST');
  const meaning =
    stateText === undefined ? { state: 'unknown' as const, end: undefined } : readSlurmState(stateText);
  if (!match?.[1] || id === undefined || !meaning) return undefined;
  const place = at('NODELIST(REASON)');
  const reason = at('REASON') ?? /^\((.*)\)$/.exec(place ?? '')?.[1];
  const isHeld = meaning.state === 'queued' && /^JobHeld(User|Admin)$/.test(reason ?? '');
  const [code, signal] = (at('EXITCODE', 'EXIT_CODE') ?? '').split(':').map(Number);
  const started = parseIsoTime(at('START', 'START_TIME') ?? '', zone);
  const isRequeued = /^REQUEUED/i.test(stateText ?? '');
  const isDoubtful = meaning.end === 'failed' && code === 0 && !signal;
  const hasEnded = meaning.state === 'ended' || isRequeued;
  return {
    id,
    parentId: at('ARRAY_JOB_ID') ?? (match[2] === undefined ? undefined : match[1]),
    arrayIndex: /^\d+$/.test(match[2] ?? '') ? Number(match[2]) : undefined,
    name: at('NAME', 'JOBNAME'),
    login: at('USER'),
    partition: at('PARTITION'),
    state: isHeld ? 'held' : meaning.state,
    // A requeued run is over, though the job is not.
    end: isRequeued ? 'preempted' : meaning.end,
    // `sacct --json` of 22.05 says 0 of every script that failed: e2e/transcripts/slurm/README.md.
    exitCode: hasEnded && Number.isInteger(code) && !isDoubtful ? code : undefined,
    exitSignal: hasEnded && signal ? signal : undefined,
    reasonCode: reason === undefined || reason === 'None' ? undefined : cleanLine(reason, 100),
    reasonWords: undefined,
    submittedAt: parseIsoTime(at('SUBMIT', 'SUBMIT_TIME') ?? '', zone),
    startedAt: meaning.state === 'queued' && !isRequeued ? undefined : started,
    endedAt: hasEnded ? parseIsoTime(at('END', 'END_TIME') ?? '', zone) : undefined,
    estimatedStartAt: meaning.state === 'queued' && !isRequeued ? started : undefined,
    node: nodeOf(at('NODELIST') ?? (reason === undefined ? place : undefined)),
    gpus: gpusOf(row),
    walltimeSeconds: parseLength(at('TIME_LIMIT', 'TIMELIMIT') ?? ''),
    usedSeconds: secondsOf(at('ELAPSEDRAW'), at('SUSPENDED')) ?? lengthOf(at('ELAPSED', 'TIME')),
  };
}

function gpusOf(row: ReadonlyMap<string, string>): number | undefined {
  const allocated = row.get('ALLOCTRES') ?? row.get('TRES_ALLOC') ?? row.get('REQTRES');
  if (allocated !== undefined) return gpusOfTres(allocated);
  const perNode = row.get('TRES_PER_NODE') ?? row.get('GRES');
  return perNode === undefined ? undefined : gpusOfGres(perNode) * Math.max(1, Number(row.get('NODES')) || 1);
}

function secondsOf(raw: string | undefined, suspended: string | undefined): number | undefined {
  if (raw === undefined || !/^\d+$/.test(raw)) return undefined;
  return Math.max(0, Number(raw) - (lengthOf(suspended) ?? 0));
}

function lengthOf(text: string | undefined): number | undefined {
  const length = parseLength(text ?? '');
  return typeof length === 'number' ? length : undefined;
}

const nodeOf = (text: string | undefined): string | undefined =>
  text === undefined || /^(None assigned|\(null\)|n\/a)$/i.test(text) ? undefined : cleanLine(text, 100);
