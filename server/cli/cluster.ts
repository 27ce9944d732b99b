import { parseArgs } from 'node:util';
import { isAppError } from '../contract/app-error';
import { clusterStates } from '../contract/clusters';
import type { ProbeLineView } from '../operate-services';
import { atTheMachine } from './at-the-machine';
import { withOperation } from './cluster-tools';
import { CliError, type Command } from './command';

export const clusterList: Command = {
  usage: 'cluster list',
  about: 'clusters: name, scheduler, state, reach, address, logins',
  async run(_args, tools) {
    await withOperation(tools, async (operate) => {
      for (const one of await operate.list(atTheMachine))
        tools.print(
          [
            one.name,
            one.scheduler,
            one.state,
            one.reach,
            `${one.host}:${one.port}`,
            `${one.logins} logins`,
          ].join('\t'),
        );
    });
  },
};

const marks: Record<ProbeLineView['verdict'], string> = {
  good: '  ok',
  lacks: 'LACK',
  bad: ' RED',
  untried: '   –',
};

export const clusterCheck: Command = {
  usage: 'cluster check <name> [--dry-run]',
  about:
    'try what the portal needs of a cluster, a line each; --dry-run also submits a held job, sees it and cancels it',
  async run(args, tools) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    });
    const name = oneName(positionals, 'check');
    return withOperation(tools, async (operate) => {
      const { lines } = await operate.probe(atTheMachine, name, { isDryRun: values['dry-run'] });
      for (const { name: what, verdict, words, code, tookMs } of lines) {
        const said = [code, words].filter((part) => part !== undefined && part !== '').join(': ');
        tools.print(`${marks[verdict]}  ${what.padEnd(13)} ${said} (${tookMs} ms)`);
      }
      return lines.some(({ verdict }) => verdict === 'bad') ? 1 : 0;
    });
  },
};

export const clusterState: Command = {
  usage: `cluster state <name> ${clusterStates.join('|')}`,
  about: 'open a cluster for launches, drain it, or close it; what runs goes on',
  async run([name, state, ...rest], tools) {
    const wanted = clusterStates.find((one) => one === state);
    if (name === undefined || wanted === undefined || rest.length > 0)
      throw new CliError(`Say which and how: modu cluster state <name> ${clusterStates.join('|')}`);
    await withOperation(tools, (operate) => operate.setState(atTheMachine, name, wanted)).catch(
      (error: unknown) => {
        if (!isAppError(error) || error.code !== 'probe-first') throw error;
        const line = error.details['line'];
        throw new CliError(
          line === undefined
            ? `It was never probed: modu cluster check ${name} --dry-run`
            : `Its last probe was not good (${line}): modu cluster check ${name} --dry-run`,
        );
      },
    );
    tools.print(`${name} is ${wanted}.`);
  },
};

export const clusterRemove: Command = {
  usage: 'cluster remove <name>',
  about: 'take a cluster out of the portal; refused while launches live on it',
  async run(args, tools) {
    const name = oneName(args, 'remove');
    await withOperation(tools, (operate) => operate.remove(atTheMachine, name)).catch((error: unknown) => {
      if (!isAppError(error) || error.code !== 'launches-live') throw error;
      throw new CliError(
        `${error.details['launches']} of its launches have not ended: drain it, and remove it when they have.`,
      );
    });
    tools.print(`${name} is removed.`);
  },
};

function oneName([name, ...rest]: string[], verb: string): string {
  if (name === undefined || rest.length > 0) throw new CliError(`Say which: modu cluster ${verb} <name>`);
  return name;
}
