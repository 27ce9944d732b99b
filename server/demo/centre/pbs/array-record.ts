import type { Job } from '../engine/job';
import { epochOf, Lines, resourceListOf, type PbsRecord, type Scene } from './job-record';
import { arrayIdOf } from './job-ids';
import { eligibleTimeOf, extraOf, stateOf } from './job-words';
import { arrayPathsOf, printedPathsOf } from './output-paths';
import { commentTimeOf, ctimeOf } from './time-words';

/** An array as a whole. Its `Exit_status` is as little worth as the real one's: 0 when a task failed (surprise 6). */
export function arrayRecord(arrayId: number, tasks: readonly Job[], scene: Scene): PbsRecord {
  const first = tasks[0];
  if (!first) throw new Error(`array ${arrayId} has no task`);
  const { centreName, zone, now } = scene;
  const extra = extraOf(first);
  const { letter, substate } = arrayStateOf(tasks);
  const begun = tasks.flatMap((task) => task.startAt ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  const last = new Date(Math.max(...tasks.map((task) => (task.endAt ?? task.changedAt).getTime())));
  const hasEnded = letter === 'F';
  const paths = printedPathsOf(arrayPathsOf(first, scene), centreName);
  return {
    id: arrayIdOf(arrayId, centreName),
    attributes: new Lines()
      .put('Job_Name', first.name)
      .put('Job_Owner', `${first.login}@${centreName}`)
      .put('job_state', letter)
      .put('queue', first.partition)
      .put('server', centreName)
      .put('Account_Name', extra.account ?? undefined)
      .put('Checkpoint', 'u')
      .put('ctime', ctimeOf(first.submitAt, zone))
      .put('depend', extra.dependText ?? undefined)
      .put('Error_Path', paths.error)
      .put('Hold_Types', letter === 'H' ? 'u' : 'n')
      .put('Join_Path', extra.join)
      .put('Keep_Files', extra.keep)
      .put('Mail_Points', extra.mailPoints)
      .put('mtime', ctimeOf(hasEnded ? last : (begun ?? first.changedAt), zone))
      .put('Output_Path', paths.output)
      .put('Priority', extra.priority)
      .put('qtime', ctimeOf(first.submitAt, zone))
      .put('Rerunable', 'True')
      .putAll('Resource_List', resourceListOf(first))
      .put('stime', begun && ctimeOf(begun, zone))
      .put('obittime', hasEnded && begun ? ctimeOf(last, zone) : undefined)
      .put('substate', substate)
      .put('Variable_List', extra.variableList)
      .put('comment', begun && arrayCommentOf(begun, hasEnded, substate))
      .put('etime', letter === 'H' ? undefined : ctimeOf(first.eligibleAt ?? first.submitAt, zone))
      .put('eligible_time', eligibleTimeOf(first, now))
      .put('Stageout_status', hasEnded && begun ? 1 : undefined)
      .put('Exit_status', hasEnded && begun ? (substate === 91 ? 1 : 0) : undefined)
      .put('Submit_arguments', extra.submitArguments)
      .put('array', 'True')
      .put('array_state_count', stateCountOf(tasks, hasEnded))
      .put('array_indices_submitted', extra.arrayRange ?? '')
      .put('array_indices_remaining', remainingOf(tasks))
      .put('max_run_subjobs', first.array?.maxRunning)
      .put('history_timestamp', hasEnded ? epochOf(last) : undefined)
      .put('project', extra.project)
      .put('Submit_Host', centreName).list,
  };
}

/** Q or H until a task has begun, then B, at the end F. */
export function arrayStateOf(tasks: readonly Job[]): { letter: string; substate: number } {
  if (tasks.every((task) => task.state === 'ended')) {
    if (tasks.some((task) => task.end === 'cancelled')) return { letter: 'F', substate: 91 };
    return { letter: 'F', substate: tasks.every((task) => task.end === 'completed') ? 92 : 93 };
  }
  if (tasks.some((task) => task.runs.length > 0 || task.state === 'ended'))
    return { letter: 'B', substate: 70 };
  const waiting = tasks[0] && stateOf(tasks[0], true, new Date());
  return waiting ?? { letter: 'Q', substate: 10 };
}

function arrayCommentOf(begun: Date, hasEnded: boolean, substate: number): string {
  const end = { 91: ' and terminated', 92: ' and finished', 93: ' and failed' }[substate] ?? '';
  return `Job Array Began at ${commentTimeOf(begun)}${hasEnded ? end : ''}`;
}

function stateCountOf(tasks: readonly Job[], hasEnded: boolean): string {
  const count = (...states: string[]) => tasks.filter((task) => states.includes(task.state)).length;
  // Once all is over the counts are gone too.
  return `Queued:${count('held', 'pending')} Running:${count('running')} Exiting:${count('ending')} Expired:${hasEnded ? 0 : count('ended')}`;
}

/** Indices that wait still, `3-6,8`; `-` when there are none. */
function remainingOf(tasks: readonly Job[]): string {
  const indices = tasks
    .filter((task) => task.state === 'held' || task.state === 'pending')
    .map((task) => task.array?.index ?? 0);
  const parts: string[] = [];
  for (let at = 0; at < indices.length; at++) {
    const first = indices[at] ?? 0;
    while (indices[at + 1] === (indices[at] ?? 0) + 1) at++;
    parts.push(first === indices[at] ? String(first) : `${first}-${indices[at]}`);
  }
  return parts.join(',') || '-';
}
