import type { Command } from '../command';
import { Refusal } from '../engine/engine';
import { changeEach } from './change-jobs';
import { getopt } from './getopt';
import { jobsOf } from './job-ids';
import { exitCodes } from './pbs-error';
import { readClock } from './time-words';

const usage = `usage: qalter [-a date_time] [-A account_string] [-c interval] [-e path]
	[-h hold_list] [-j y|n] [-k keep] [-J X-Y[:Z]] [-l resource_list]
	[-m mail_options] [-M user_list] [-N jobname] [-o path] [-p priority]
	[-r y|n] [-R o|e|oe] [-S path] [-u user_list] [-W dependency_list]
	[-P project_name] job_identifier...
       qalter --version
`;

/** Changes a job's name and walltime; other options are not offered here. A job that runs may only be made shorter. @see qalter(1B), OpenPBS 23.06 */
export const qalter: Command = async (call, tools) => {
  const options = getopt(call.argv, 'a:A:c:e:h:j:k:l:m:M:N:o:p:r:R:S:u:W:P:');
  const refuse = (words: string, code: number) => {
    call.stderr(words);
    return code;
  };
  if (options.complaints.length > 0 || options.operands.length === 0) return refuse(usage, exitCodes.usage);
  const change: { walltimeSeconds?: number; name?: string } = {};
  for (const [letter, value] of options.given) {
    const walltime = /^walltime=(.*)$/.exec(value)?.[1];
    if (letter === 'N') change.name = value;
    else if (letter !== 'l' || walltime === undefined)
      return refuse(`qalter: illegal -${letter} value\n${usage}`, exitCodes.usage);
    else {
      const seconds = readClock(walltime);
      if (seconds === undefined || seconds < 1)
        return refuse(
          'qalter: Illegal attribute or resource value Resource_List.walltime\n',
          exitCodes.badValue,
        );
      change.walltimeSeconds = seconds;
    }
  }
  return changeEach(call, tools, options.operands, (found) => {
    for (const job of jobsOf(found)) {
      const isLonger = (change.walltimeSeconds ?? 0) > job.walltimeSeconds;
      if (job.state === 'running' && isLonger && !call.isServiceLogin) return 'unauthorized';
      if (job.state === 'ended') continue;
      try {
        tools.engine.update(job.id, change, call.login);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'over-walltime') return 'unauthorized';
        throw error;
      }
    }
    return undefined;
  });
};
