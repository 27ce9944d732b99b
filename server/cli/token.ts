import { parseArgs } from 'node:util';
import { findActorForCli } from '../domain/people/find-actor';
import { normalizeEmail } from '../domain/people/normalize-email';
import { createToken } from '../domain/people/tokens';
import { CliError, type Command } from './command';

export const tokenCreate: Command = {
  usage: 'token create --person <e-mail> [--name <name>] [--days <1-366>]',
  about: 'make a token for the API as a person; prints the token alone, once',
  async run(args, { db, print }) {
    const { values } = parseArgs({
      args,
      options: { person: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' } },
    });
    if (values.person === undefined) throw new CliError('Say for whom: --person <e-mail>.');
    const days = Number(values.days ?? 90);
    if (!Number.isInteger(days) || days < 1 || days > 366)
      throw new CliError('--days is a whole number from 1 to 366.');
    const actor = await findActorForCli(db, normalizeEmail(values.person));
    if (!actor) throw new CliError(`There is no person with the address ${values.person}.`);
    const { token } = await createToken(db, actor, { name: values.name ?? 'modu token create', days });
    print(token);
  },
};
