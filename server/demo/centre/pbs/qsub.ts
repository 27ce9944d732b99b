import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAbsolute, join } from 'node:path';
import type { CentreTools, Command, CommandCall } from '../command';
import { Refusal } from '../engine/engine';
import { has, lastOf, type Options } from './getopt';
import { arrayIdOf } from './job-ids';
import { exitStatusOf } from './job-words';
import { exitCodes, PbsError } from './pbs-error';
import { requestOf, type Script } from './qsub-request';
import { merge, readDirectives, readLine, usage } from './qsub-words';
import { pbsVersion } from './released-json';

/** @see qsub(1B), OpenPBS 23.06 */
export const qsub: Command = async (call, tools) => {
  if (call.argv[0] === '--version') {
    call.stdout(`pbs_version = ${pbsVersion}\n`);
    return 0;
  }
  try {
    return await submit(call, tools);
  } catch (error) {
    const known = error instanceof Refusal ? ofRefusal(error) : error;
    if (!(known instanceof PbsError)) throw error;
    call.stderr(`${known.message}\n`);
    if (/^qsub: illegal -|non-rerunable/.test(known.message)) call.stderr(usage);
    return known.code;
  }
};

/** What the server says where the engine refuses. */
function ofRefusal(error: Refusal): PbsError {
  if (error.code === 'unknown-partition') return new PbsError(exitCodes.unknownQueue, 'qsub: Unknown queue');
  if (error.code === 'bad-array')
    return new PbsError(exitCodes.arrayTooLarge, 'qsub: Array job exceeds server or queue size limit');
  if (error.code === 'login-limit')
    return new PbsError(exitCodes.overCount, "qsub: would exceed complex's per-user limit");
  return new PbsError(exitCodes.overLimits, 'qsub: Job violates queue and/or server resource limits');
}

async function submit(call: CommandCall, tools: CentreTools): Promise<number> {
  const line = readLine(call.argv);
  if (line.complaints.length > 0) {
    call.stderr(line.complaints.map((words) => `qsub: ${words}\n`).join('') + usage);
    return exitCodes.usage;
  }
  if (has(line, 'I')) throw noInteractive(call);
  const script = await readScript(call, line);
  const prefix = lastOf(line, 'C') ?? call.environment['PBS_DPREFIX'] ?? '#PBS';
  const directives = line.afterDashes === undefined ? readDirectives(script.text, prefix) : readLine([]);
  const asked = merge(line, directives);
  if (asked.complaints.length > 0) throw new PbsError(exitCodes.usage, `qsub: ${asked.complaints[0] ?? ''}`);
  const request = requestOf(call, tools, asked, script);
  const faults = tools.faults.takeForSubmission(request);
  if (faults.slowMs > 0) await pause(faults.slowMs);
  if (faults.isRefused)
    throw new PbsError(exitCodes.overCount, "qsub: would exceed complex's per-user limit");
  const [job] = tools.engine.submit(request);
  if (faults.isDoubled) tools.engine.submit(request);
  if (faults.isTimedOutButAccepted)
    throw new PbsError(exitCodes.protocol, 'qsub: Error (15031) submitting job');
  if (!asked.values.has('z'))
    call.stdout(
      `${job.array ? arrayIdOf(job.array.id, tools.centreName) : `${job.id}.${tools.centreName}`}\n`,
    );
  if (!/^true$/i.test(asked.attributes.get('block') ?? '')) return 0;
  const ended = await tools.engine.whenEnded(job.id);
  return (exitStatusOf(ended) ?? 1) & 0xff;
}

/** As a centre says whose hook turns such jobs away. */
function noInteractive(call: CommandCall): PbsError {
  return call.isStdinTty && call.isStdoutTty
    ? new PbsError(exitCodes.hook, 'qsub: interactive jobs are not offered at this centre')
    : new PbsError(
        1,
        'qsub:\tstandard input and output must be a terminal for\n\tinteractive job submission',
      );
}

async function readScript(call: CommandCall, line: Options): Promise<Script> {
  if (line.afterDashes !== undefined) {
    const words = line.afterDashes.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    return { text: `#!/bin/sh\nexec ${words.join(' ')}\n`, path: '', args: [] };
  }
  const [name, ...args] = line.operands;
  if (name === undefined || name === '-')
    return { text: (await call.readStdin()).toString('utf8'), path: '', args: [] };
  const path = isAbsolute(name) ? name : join(call.workFolder, name);
  try {
    if (!statSync(path).isFile()) throw new PbsError(1, 'qsub: script not a file');
    return { text: readFileSync(path, 'utf8'), path, args };
  } catch (error) {
    if (error instanceof PbsError) throw error;
    const reason =
      (error as NodeJS.ErrnoException).code === 'EACCES' ? 'Permission denied' : 'No such file or directory';
    throw new PbsError(1, `qsub: script file:: ${reason}`);
  }
}
