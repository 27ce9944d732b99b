import { parseArgs } from 'node:util';
import { schedulers, type SchedulerKind } from '../contract/clusters';
import { CliError, type LooseCommand } from './command';

/** `modu read`: for reporting a centre's oddities. Needs no portal. */
export const read: LooseCommand = {
  usage:
    'read --scheduler slurm|pbs --command squeue|sacct|sinfo|qstat|pbsnodes|… [--tz Asia/Seoul] [--exit-code 0] < output',
  about:
    'print as JSON what the portal understands of a captured output, and what it does not; times become UTC',
  async runLoose(args, { print, input }) {
    const { values } = parseArgs({
      args,
      options: {
        scheduler: { type: 'string' },
        command: { type: 'string' },
        tz: { type: 'string', default: 'UTC' },
        'exit-code': { type: 'string', default: '0' },
        stderr: { type: 'string', default: '' },
      },
    });
    const scheduler = values.scheduler ?? '';
    if (!isScheduler(scheduler)) throw new CliError(`Say --scheduler ${schedulers.join(' or ')}.`);
    const { capturedCommands, readCaptured } = await import('../bridge/scheduler/captured/read-captured');
    const commands: readonly string[] = capturedCommands[scheduler];
    const command = values.command ?? '';
    if (!commands.includes(command)) throw new CliError(`Say --command, one of: ${commands.join(', ')}.`);
    const exitCode = Number(values['exit-code']);
    if (!Number.isInteger(exitCode)) throw new CliError('--exit-code is a whole number.');
    const how = { scheduler, command, zone: zoneOf(values.tz), exitCode, stderr: values.stderr };
    const blocks = readCaptured(await input(), how);
    const [only] = blocks;
    print(JSON.stringify(blocks.length === 1 ? only : blocks, undefined, 2));
    return blocks.some((block) => block.answer === 'unclear') ? 1 : 0;
  },
};

const isScheduler = (text: string): text is SchedulerKind => (schedulers as readonly string[]).includes(text);

function zoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new CliError(`--tz is a time zone like Asia/Seoul or UTC, not ${text}.`);
  }
}
