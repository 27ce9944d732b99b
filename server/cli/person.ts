import { parseArgs } from 'node:util';
import { roles, type Role } from '../contract/roles';
import { listEverybody, setRoles } from '../domain/people/administer';
import { findActorForCli } from '../domain/people/find-actor';
import { normalizeEmail } from '../domain/people/normalize-email';
import { resetSecondFactor } from '../domain/people/second-factor/reset-second-factor';
import { atTheMachine } from './at-the-machine';
import { CliError, type Command } from './command';

export const personList: Command = {
  usage: 'person list [--search <text>]',
  about: 'people, newest first: address, roles, name',
  async run(args, { db, print }) {
    const { values } = parseArgs({ args, options: { search: { type: 'string' } } });
    let cursor: string | undefined;
    do {
      const page = await listEverybody(db, atTheMachine, {
        ...(values.search !== undefined && { search: values.search }),
        ...(cursor !== undefined && { cursor }),
      });
      for (const person of page.items)
        print([person.email ?? '-', person.roles.join(','), person.displayName].join('\t'));
      cursor = page.next;
    } while (cursor !== undefined);
  },
};

export const personRole: Command = {
  usage: 'person role <e-mail> [--add <role>]… [--remove <role>]…',
  about: `see or change what a person may be: ${roles.join(', ')}`,
  async run(args, { db, print }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { add: { type: 'string', multiple: true }, remove: { type: 'string', multiple: true } },
    });
    const [email, ...rest] = positionals;
    if (email === undefined || rest.length > 0)
      throw new CliError('Say whose roles: modu person role <e-mail> …');
    const person = await findActorForCli(db, normalizeEmail(email));
    if (!person) throw new CliError(`There is no person with the address ${email}.`);
    const add = readRoles(values.add);
    const remove = readRoles(values.remove);
    const wanted = roles.filter(
      (role) => (person.roles.includes(role) || add.includes(role)) && !remove.includes(role),
    );
    if (add.length + remove.length > 0) await setRoles(db, atTheMachine, person.personId, wanted);
    print(wanted.join(','));
  },
};

export const personResetSecondFactor: Command = {
  usage: 'person reset-second-factor <e-mail>',
  about:
    'remove the passkeys, one-time codes and recovery codes of who has lost them; signs them out; tell them yourself',
  async run(args, { db, print }) {
    const [email, ...rest] = args;
    if (email === undefined || rest.length > 0)
      throw new CliError('Say whose: modu person reset-second-factor <e-mail>.');
    const person = await findActorForCli(db, normalizeEmail(email));
    if (!person) throw new CliError(`There is no person with the address ${email}.`);
    await resetSecondFactor({ db, mail: undefined }, atTheMachine, person.personId);
    print(`${person.email} signs in by mail, and sets a second factor up anew.`);
  },
};

function readRoles(names: string[] | undefined): Role[] {
  return (names ?? []).map((name) => {
    const role = roles.find((one) => one === name);
    if (!role) throw new CliError(`"${name}" is no role; roles are ${roles.join(', ')}.`);
    return role;
  });
}
