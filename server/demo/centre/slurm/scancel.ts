import type { Command, CommandCall, CentreTools } from '../command';
import { Refusal } from '../engine/engine';
import type { Job } from '../engine/job';
import { parseOptions, UsageError, type OptionTable } from './options';
import { stateOf } from './words';

/** @see scancel(1), Slurm 22.05 */
const options: OptionTable = {
  values: { name: 'n', jobname: '', user: 'u', signal: 's', state: 't', partition: 'p', account: 'A' },
  flags: { me: '', batch: 'b', full: 'f', quiet: 'Q', verbose: 'v', hurry: 'H' },
};

export const scancel: Command = async (call, tools) => {
  try {
    const { values, flags, rest } = parseOptions(call.argv, options);
    const isFiltered = flags.has('me') || Object.keys(values).some((name) => name !== 'signal');
    if (rest.length === 0 && !isFiltered)
      return say(call, 'scancel: error: No job identification provided\n', 1);
    const found: readonly (Job | undefined)[] =
      rest.length > 0
        ? rest.flatMap((text) => jobsOf(call, tools, text))
        : tools.engine.list({ isActive: true });
    let code = found.includes(undefined) ? 1 : 0;
    for (const job of found)
      if (job && passes(job, call, values, flags)) code = end(call, tools, job, values['signal']) || code;
    return code;
  } catch (error) {
    if (error instanceof UsageError) return say(call, `scancel: ${error.message}\n`, 1);
    throw error;
  }
};

/** `12`, `12_3`, `12_[3-5]`. undefined stands for an id that nobody knows, which was said on stderr. */
function jobsOf(call: CommandCall, { engine }: CentreTools, text: string): (Job | undefined)[] {
  const match = /^(\d+)(?:_(?:(\d+)|\[([\d,-]+)\]))?$/.exec(text);
  if (!match) return invalid(call, text);
  const tasks = engine.tasksOf(Number(match[1]));
  if (match[2] !== undefined)
    return orInvalid(
      call,
      text,
      tasks.filter((job) => job.array?.index === Number(match[2])),
    );
  if (match[3] !== undefined) {
    const parts = match[3].split(',').map((part) => part.split('-').map(Number));
    return tasks.filter((job) =>
      parts.some(
        ([first = 0, last = first]) => (job.array?.index ?? -1) >= first && (job.array?.index ?? -1) <= last,
      ),
    );
  }
  if (tasks.length > 0) return [...tasks];
  const job = engine.find(Number(match[1]));
  return job ? [job] : invalid(call, text);
}

const orInvalid = (call: CommandCall, text: string, jobs: Job[]) =>
  jobs.length > 0 ? jobs : invalid(call, text);

function invalid(call: CommandCall, text: string): undefined[] {
  call.stderr(`scancel: error: Kill job error on job id ${text}: Invalid job id specified\n`);
  return [undefined];
}

function passes(job: Job, call: CommandCall, values: Record<string, string>, flags: Set<string>): boolean {
  if (flags.has('me') && job.login !== call.login) return false;
  if (values['user'] !== undefined && values['user'] !== job.login) return false;
  const name = values['name'] ?? values['jobname'];
  if (name !== undefined && name !== job.name) return false;
  if (values['partition'] !== undefined && values['partition'] !== job.partition) return false;
  return (
    values['state'] === undefined ||
    [stateOf(job).long, stateOf(job).short].includes(values['state'].toUpperCase())
  );
}

function end(call: CommandCall, tools: CentreTools, job: Job, signal: string | undefined): number {
  try {
    if (job.state === 'ended') {
      // A finished job is still known for a while: scancel says so and exits 0 unless it has left the memory.
      call.stderr(
        `scancel: error: Kill job error on job id ${job.id}: Job/step already completing or completed\n`,
      );
      return 0;
    }
    if (signal === undefined || /^(SIG)?KILL$|^9$/.test(signal))
      tools.engine.cancel(job.id, call.login, { isForced: signal !== undefined });
    else tools.engine.signal(job.id, `SIG${signal.replace(/^SIG/, '')}` as NodeJS.Signals, call.login);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const words =
      error.code === 'not-owner' ? 'Access/permission denied' : 'Job/step already completing or completed';
    call.stderr(`scancel: error: Kill job error on job id ${job.id}: ${words}\n`);
    return 1;
  }
}

function say(call: CommandCall, words: string, code: number): number {
  call.stderr(words);
  return code;
}
