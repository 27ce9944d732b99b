import type { Command } from '../command';
import { arrayStateOf } from './array-record';
import { getopt, has, lastOf } from './getopt';
import { arrayIdOf, everything, hasEnded, idOf, jobsOf, type Found } from './job-ids';
import { extraOf, stateOf } from './job-words';
import { exitCodes } from './pbs-error';
import { pbsVersion } from './released-json';
import { noConnection } from './server-down';

const usage = `usage: qselect [-a [op]date_time] [-A account_string] [-c [op]interval]
	[-h hold_list] [-H] [-J] [-l resource_list] [-N name] [-p [op]priority]
	[-q destination] [-r y|n] [-s states] [-t subopt[op]date_time] [-T] [-P project_name]
	[-x] [-u user_name]
       qselect --version
`;

/** Prints the ids of jobs that fit; arrays whole, with `-T` their tasks too. @see qselect(1B), OpenPBS 23.06 */
export const qselect: Command = async (call, tools) => {
  if (call.argv[0] === '--version') {
    call.stdout(`pbs_version = ${pbsVersion}\n`);
    return 0;
  }
  const options = getopt(call.argv, 'a:A:c:h:HJl:N:p:q:r:s:t:Tu:xP:');
  if (options.complaints.length > 0 || options.operands.length > 0) {
    call.stderr(options.complaints.map((words) => `qselect: ${words}\n`).join('') + usage);
    return exitCodes.usage;
  }
  if (tools.faults.get('queue-query-fails') !== undefined) return noConnection(call, tools);
  if (tools.faults.get('queue-query-empty') !== undefined) return 0;
  const users = lastOf(options, 'u')
    ?.split(',')
    .map((user) => user.replace(/@.*$/, ''));
  const queue = lastOf(options, 'q')?.replace(/@.*$/, '');
  if (queue !== undefined && !tools.engine.partitions.some(({ name }) => name === queue)) {
    call.stderr('qselect: Unknown queue\n');
    return exitCodes.unknownQueue;
  }
  const fits = (found: Found) => {
    const [job] = jobsOf(found);
    if (!job || (users && !users.includes(job.login))) return false;
    if (queue !== undefined && queue !== '' && job.partition !== queue) return false;
    if (has(options, 'N') && job.name !== lastOf(options, 'N')) return false;
    if (has(options, 'A') && extraOf(job).account !== lastOf(options, 'A')) return false;
    if (has(options, 'P') && extraOf(job).project !== lastOf(options, 'P')) return false;
    if (has(options, 'r') && job.isRerunnable !== (lastOf(options, 'r') === 'y')) return false;
    if (has(options, 'J') && 'job' in found) return false;
    if (has(options, 'H') && !hasEnded(found)) return false;
    return !has(options, 's') || (lastOf(options, 's') ?? '').includes(letterOf(found));
  };
  const ids = everything(tools.engine, has(options, 'x') || has(options, 'H'))
    .filter(fits)
    .flatMap((found) =>
      'job' in found
        ? [idOf(found.job, tools.centreName)]
        : [
            arrayIdOf(found.arrayId, tools.centreName),
            ...(has(options, 'T') ? found.tasks.map((task) => idOf(task, tools.centreName)) : []),
          ],
    );
  call.stdout(ids.map((id) => `${id}\n`).join(''));
  return 0;
};

const letterOf = (found: Found) =>
  'job' in found ? stateOf(found.job, false, new Date()).letter : arrayStateOf(found.tasks).letter;
