import { parseArgs } from 'node:util';
import { isAppError } from '../contract/app-error';
import { clusterDraftSchema, type ClusterDraftInput } from '../contract/cluster-draft';
import { schedulers } from '../contract/clusters';
import { ensureCentre } from '../domain/operate/ensure-centre';
import { atTheMachine } from './at-the-machine';
import { withOperation } from './cluster-tools';
import { CliError, type Command } from './command';

const text = { type: 'string' } as const;
const options = {
  host: text,
  port: { ...text, default: '22' },
  scheduler: text,
  login: text,
  'login-command': text,
  centre: text,
  'title-ko': text,
  'title-en': text,
  operator: { ...text, multiple: true },
  'host-key': { ...text, multiple: true },
  'jump-host': text,
  'jump-port': { ...text, default: '22' },
} as const;

export const clusterAdd: Command = {
  usage:
    'cluster add <name> --host <host> [--port 22] --scheduler slurm|pbs --login <service login> --login-command "<words>" [--centre <name>] [--title-ko …] [--title-en …] [--operator <e-mail>]… [--host-key <fingerprint or line>]… [--jump-host <host> [--jump-port 22]]',
  about:
    'attach a cluster: without --host-key it shows the host keys and writes nothing; with those that you compared it attaches it, closed, and prints the public key',
  async run(args, tools) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0)
      throw new CliError('Say its name: modu cluster add <name> --host …');
    const draft: ClusterDraftInput = {
      name,
      centre: values.centre ?? name,
      titleKo: values['title-ko'] ?? values['title-en'] ?? name,
      titleEn: values['title-en'] ?? values['title-ko'] ?? name,
      host: required(values.host, '--host'),
      port: values.port,
      jumpHost: values['jump-host'] ?? '',
      jumpPort: values['jump-port'],
      scheduler: readScheduler(values.scheduler),
      serviceLogin: required(values.login, '--login'),
      loginCommand: required(values['login-command'], '--login-command'),
      hostKeys: values['host-key'] ?? [],
    };
    const read = clusterDraftSchema.safeParse(draft);
    if (!read.success)
      throw new CliError(`Not right: ${read.error.issues.map((issue) => issue.path[0]).join(', ')}.`);
    return withOperation(tools, async (operate) => {
      const shown = await operate.readHostKeys(atTheMachine, read.data).catch((error: unknown) => {
        throw isAppError(error)
          ? new CliError(`${draft.host}:${values.port}: ${error.code} (${String(error.details['words'])})`)
          : error;
      });
      if (read.data.hostKeys.length === 0) {
        tools.print('The server shows these host keys. Nothing is believed yet, and nothing was written:');
        for (const { fingerprint, at } of shown)
          tools.print(`  ${fingerprint}${at === 'jump' ? ' (jump host)' : ''}`);
        tools.print('Compare them at the machine itself: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
        tools.print('Then run the same again with --host-key and each fingerprint that is right.');
        if (read.data.jumpHost !== '')
          tools.print(
            'The cluster behind it is not seen yet: add --host-key "ssh-ed25519 …" with its line too.',
          );
        return 1;
      }
      await ensureCentre(tools.db, { ...read.data, operators: values.operator ?? [] });
      await operate.attach(atTheMachine, draft);
      const { publicKeyLine } = await operate.get(atTheMachine, name);
      tools.print(`${name} is attached, closed. Put this line into authorized_keys of its logins:`);
      tools.print(publicKeyLine);
      tools.print(`Then: modu cluster check ${name} --dry-run, and modu cluster state ${name} open`);
      return 0;
    });
  },
};

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new CliError(`${option} is missing: modu help says what it takes.`);
  return value;
}

function readScheduler(value: string | undefined): (typeof schedulers)[number] {
  const found = schedulers.find((one) => one === value);
  if (!found) throw new CliError(`--scheduler is ${schedulers.join(' or ')}.`);
  return found;
}
