import type { CentreTools, Command, CommandCall } from '../command';
import { exitCodes } from './pbs-error';
import { printReleasedJson } from './released-json';

/** What each client says when nobody listens at the server's port. @see e2e/transcripts/pbs/server-down.txt */
export function noConnection(call: CommandCall, { centreName }: CentreTools): number {
  call.stderr('Connection refused\n');
  switch (call.name) {
    case 'qdel':
      call.stderr(`Couldn't connect to cluster: ${centreName}\n`);
      return exitCodes.noConnection;
    case 'pbsnodes':
      call.stderr(`pbsnodes: cannot connect to server ${centreName}, error=15010\n`);
      return 1;
    case 'qstat':
      if (call.argv.some((word) => word.endsWith('json')))
        call.stdout(printReleasedJson(centreName, new Date(), undefined));
      call.stderr(`qstat: cannot connect to server ${centreName} (errno=15010)\n`);
      return 255;
    default:
      call.stderr(`${call.name}: cannot connect to server ${centreName} (errno=15010)\n`);
      return exitCodes.noConnection;
  }
}

/** The command, unless the whole centre is to be down. */
export function unlessDown(command: Command): Command {
  return async (call, tools) =>
    tools.faults.get('scheduler-down') === undefined ? command(call, tools) : noConnection(call, tools);
}
