import { PbsError } from './pbs-error';

const cannotSend = () => new PbsError(1, 'qsub: cannot send environment with the job');

/** A list of `-v`, as names and values. */
export type Variables = readonly (readonly [name: string, value: string])[];

/**
 * Reads `-v`: `"` and `'` hold a value together and are taken away, `\,` keeps a comma, a name alone takes its value from the
 * environment. @throws PbsError for an unset name, a quote that is not closed, a double quote within single ones
 * @see e2e/transcripts/pbs/special-commands.txt
 */
export function readVariables(text: string, environment: Readonly<Record<string, string>>): Variables {
  return partsOf(text).map(({ name, value }): [string, string] => {
    if (value !== undefined) return [name, value.trim() === '' ? '' : value];
    const own = environment[name];
    if (own === undefined) throw cannotSend();
    return [name, own];
  });
}

function partsOf(text: string): { name: string; value: string | undefined }[] {
  const parts: { name: string; value: string | undefined }[] = [];
  let part = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
      else if (letter === '"') throw cannotSend();
      else part += letter;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '\\' && text[at + 1] === ',') part += text[++at];
    else if (letter === ',') {
      parts.push(splitPart(part));
      part = '';
    } else part += letter;
  }
  if (quote !== '') throw cannotSend();
  return [...parts, splitPart(part)].filter(({ name }) => name !== '');
}

function splitPart(part: string): { name: string; value: string | undefined } {
  const cut = part.indexOf('=');
  return cut < 0
    ? { name: part.trim(), value: undefined }
    : { name: part.slice(0, cut).trim(), value: part.slice(cut + 1) };
}

/** As the server keeps a list: a backslash before commas in values, and four for each backslash. @see special-variable-backslash-u.json */
export const printVariables = (variables: Variables): string =>
  variables
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\\\\\').replaceAll(',', '\\,')}`)
    .join(',');

/** As the job gets them: backslashes doubled. */
export const givenVariables = (variables: Variables): Record<string, string> =>
  Object.fromEntries(variables.map(([name, value]) => [name, value.replaceAll('\\', '\\\\')]));

/**
 * What the client adds of its own, before and after the person's.
 * @see e2e/transcripts/pbs/finished-ok.json, Variable_List
 */
export function withOrigin(
  own: Variables,
  origin: {
    environment: Readonly<Record<string, string>>;
    login: string;
    workFolder: string;
    queue: string;
    host: string;
  },
): Variables {
  const { environment, login, workFolder, queue, host } = origin;
  const of = (name: string): [string, string][] =>
    environment[name] === undefined ? [] : [[`PBS_O_${name}`, environment[name]]];
  return [
    ...of('HOME'),
    ...of('LANG'),
    ['PBS_O_LOGNAME', login],
    ...of('PATH'),
    ['PBS_O_MAIL', `/var/mail/${login}`],
    ...of('SHELL'),
    ...of('TZ'),
    ['PBS_O_WORKDIR', workFolder],
    ['PBS_O_SYSTEM', 'Linux'],
    ...own,
    ['PBS_O_QUEUE', queue],
    ['PBS_O_HOST', host],
  ];
}

/** What `-V` takes along: all but what the login has anyway, the shell's own and what leads to the centre's commands. */
export const exported = (environment: Readonly<Record<string, string>>): Variables =>
  Object.entries(environment).filter(
    ([name]) =>
      !/^(?:HOME|LOGNAME|USER|SHELL|PWD|OLDPWD|SHLVL|_|MODU_CENTRE_\w+|PBS_\w+|BASH_FUNC_.*)$/.test(name),
  );
