import type { CentreTools, Command, CommandCall } from '../command';
import type { Partition } from '../engine/engine';
import { arrayRecord } from './array-record';
import { getopt, has, lastOf, type Options } from './getopt';
import { everything, find, hasEnded, jobsOf, readId, withServer, type Found } from './job-ids';
import { jobRecord, type PbsRecord, type Scene } from './job-record';
import { exitCodes } from './pbs-error';
import { memberOf, printDsv, printLong } from './print-record';
import { printAlternate, printTable, valueOf } from './qstat-table';
import { printLimits, printQueues, printServer, queueRecord, serverRecord } from './queue-records';
import { pbsVersion, printReleasedJson, showNonprint } from './released-json';
import { noConnection } from './server-down';

export const qstatUsage = `usage: 
qstat [-f] [-J] [-p] [-t] [-x] [-E] [-F format | -w] [-D delim] [ job_identifier... | destination... ]
qstat [-a|-i|-r|-H|-T] [-J] [-t] [-u user] [-n] [-s] [-G|-M] [-1] [-w]
	[ job_identifier... | destination... ]
qstat -Q [-f] [-F format] [-D delim] [ destination... ]
qstat -q [-G|-M] [ destination... ]
qstat -B [-f] [-F format] [-D delim] [ server_name... ]
qstat --version
`;

/** @see qstat(1B), OpenPBS 23.06 */
export const qstat: Command = async (call, tools) => {
  if (call.argv[0] === '--version') return say(call, `pbs_version = ${pbsVersion}\n`);
  const options = getopt(call.argv, 'ainpqrstwxu:fGHJMQEBW:T1F:D:');
  const format = lastOf(options, 'F') ?? 'default';
  const withEnded = has(options, 'x') || has(options, 'H');
  if (options.complaints.length > 0 || !['default', 'dsv', 'json'].includes(format))
    return refuse(call, `${options.complaints.map((words) => `qstat: ${words}\n`).join('')}${qstatUsage}`);
  const isFull = has(options, 'f');
  if (format !== 'default' && !isFull) return refuse(call, `qstat: conflicting options.\n${qstatUsage}`);
  const isBroken = (name: 'queue-query-fails' | 'accounting-fails') => tools.faults.get(name) !== undefined;
  if (isBroken('queue-query-fails') || (withEnded && isBroken('accounting-fails')))
    return noConnection(call, tools);
  if (tools.faults.get('queue-query-empty') !== undefined) return 0;
  const printer = makePrinter(call, tools, options);
  if (has(options, 'B')) {
    if (isFull) printer.full('Server', 'Server: ', [serverRecord(tools)]);
    else call.stdout(printServer(tools));
    return 0;
  }
  if (has(options, 'Q') || has(options, 'q')) return queues(call, tools, options, printer);
  return jobs(call, tools, options, printer);
};

interface Printer {
  full(under: string, head: string, records: readonly PbsRecord[]): void;
}

function makePrinter(call: CommandCall, { centreName }: CentreTools, options: Options): Printer {
  const format = lastOf(options, 'F') ?? 'default';
  return {
    full: (under, head, records) => {
      if (format === 'json') {
        const below = records.length > 0 ? { key: under, members: records.map(memberOf) } : undefined;
        call.stdout(printReleasedJson(centreName, new Date(), below));
      } else if (format === 'dsv')
        for (const record of records) call.stdout(printDsv(head, record, lastOf(options, 'D') ?? '|'));
      else for (const record of records) call.stdout(printLong(head, record));
    },
  };
}

function queues(call: CommandCall, tools: CentreTools, options: Options, printer: Printer): number {
  let code = 0;
  const { partitions } = tools.engine;
  const wanted =
    options.operands.length === 0
      ? [...partitions]
      : options.operands.flatMap((operand): Partition[] => {
          const name = operand.replace(/@.*$/, '');
          const queue = partitions.find((each) => each.name === name);
          if (queue) return [queue];
          call.stderr(`qstat: Unknown queue ${operand}\n`);
          code = exitCodes.unknownQueue;
          return [];
        });
  if (has(options, 'q')) call.stdout(printLimits(wanted, tools));
  else if (has(options, 'f'))
    printer.full(
      'Queue',
      'Queue: ',
      wanted.map((queue) => queueRecord(queue, tools)),
    );
  else if (wanted.length > 0) call.stdout(printQueues(wanted, tools));
  return code;
}

function jobs(call: CommandCall, tools: CentreTools, options: Options, printer: Printer): number {
  const withTasks = has(options, 't');
  const { found, code } = select(call, tools, options);
  const scene: Scene = {
    engine: tools.engine,
    centreName: tools.centreName,
    homeOf: tools.logins.homeOf,
    zone: call.environment['TZ'],
    now: new Date(),
    forecasts: found.length > 0 ? tools.engine.forecastAll() : new Map(),
  };
  const users = lastOf(options, 'u')
    ?.split(',')
    .map((user) => user.replace(/@.*$/, ''));
  const records = found
    .flatMap((each) => recordsOf(each, withTasks, scene))
    .filter((record) => passes(record, options, users));
  const isAlternate = [...'ainrsHT'].some((letter) => has(options, letter)) || users !== undefined;
  if (isAlternate) {
    call.stdout(
      printAlternate(records, {
        centreName: tools.centreName,
        isWide: has(options, 'w'),
        withNodes: has(options, 'n'),
        withComment: has(options, 's'),
        isOneLine: has(options, '1'),
        withEstimate: has(options, 'T'),
      }),
    );
    // Surprise 13: with -u the table comes, and then the head of a JSON that has nothing in it.
    if (lastOf(options, 'F') === 'json') printer.full('Jobs', '', []);
  } else if (has(options, 'f')) printer.full('Jobs', 'Job Id: ', records);
  else call.stdout(showNonprint(printTable(records, has(options, 'w'))));
  return code;
}

/** What the operands name; without any, everything that is live, and with -x or -H what has ended. */
function select(call: CommandCall, tools: CentreTools, options: Options): { found: Found[]; code: number } {
  const { engine, centreName } = tools;
  const withEnded = has(options, 'x') || has(options, 'H');
  if (options.operands.length === 0) return { found: everything(engine, withEnded), code: 0 };
  const found: Found[] = [];
  let code = 0;
  const complain = (words: string, own: number) => {
    call.stderr(`qstat: ${words}\n`);
    code = own;
  };
  for (const operand of options.operands) {
    const full = withServer(operand, centreName);
    const asked = readId(operand, centreName);
    const queue = operand.replace(/@.*$/, '');
    if (asked) {
      const one = find(engine, asked);
      if (!one) complain(`Unknown Job Id ${full}`, exitCodes.unknownJob);
      else if (hasEnded(one) && !withEnded && !isTaskOfActive(one, tools))
        complain(
          `${full} Job has finished, use -x or -H to obtain historical job information`,
          exitCodes.finished,
        );
      else found.push(one);
    } else if (/^\d/.test(operand)) complain(`illegally formed job identifier: ${operand}`, 1);
    else if (engine.partitions.some((partition) => partition.name === queue))
      found.push(...everything(engine, withEnded).filter((each) => jobsOf(each)[0]?.partition === queue));
    else complain(`Unknown queue destination ${operand}`, exitCodes.unknownQueue);
  }
  return { found, code };
}

const isTaskOfActive = (found: Found, { engine }: Pick<CentreTools, 'engine'>): boolean =>
  'job' in found &&
  found.job.array !== undefined &&
  engine.tasksOf(found.job.array.id).some((task) => task.state !== 'ended');

function recordsOf(found: Found, withTasks: boolean, scene: Scene): PbsRecord[] {
  if ('job' in found) {
    return [jobRecord(found.job, isTaskOfActive(found, scene), scene)];
  }
  const isActive = !hasEnded(found);
  return [
    arrayRecord(found.arrayId, found.tasks, scene),
    ...(withTasks ? found.tasks.map((task) => jobRecord(task, isActive, scene)) : []),
  ];
}

function passes(record: PbsRecord, options: Options, users: readonly string[] | undefined): boolean {
  const state = valueOf(record, 'job_state') ?? '';
  if (users && !users.includes((valueOf(record, 'Job_Owner') ?? '').replace(/@.*$/, ''))) return false;
  if (
    has(options, 'J') &&
    valueOf(record, 'array') === undefined &&
    valueOf(record, 'array_id') === undefined
  )
    return false;
  if (has(options, 'r')) return 'RSBE'.includes(state);
  if (has(options, 'i')) return 'QHWT'.includes(state);
  if (has(options, 'H')) return 'FMX'.includes(state);
  return true;
}

function say(call: CommandCall, words: string): number {
  call.stdout(words);
  return 0;
}

function refuse(call: CommandCall, words: string): number {
  call.stderr(words);
  return exitCodes.usage;
}
