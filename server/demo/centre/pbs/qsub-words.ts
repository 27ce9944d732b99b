import { getopt, type Options } from './getopt';

/** @see src/cmds/qsub_sup.c, OpenPBS 23.06.06 */
const letters = 'a:A:c:C:e:fhIj:J:k:l:m:M:N:o:p:q:r:R:S:u:v:VW:XzP:';

export const usage = `usage: qsub [-a date_time] [-A account_string] [-c interval]
	[-C directive_prefix] [-e path] [-f ] [-h ] [-I [-X]] [-j oe|eo] [-J X-Y[:Z]]
	[-k keep] [-l resource_list] [-m mail_options] [-M user_list]
	[-N jobname] [-o path] [-p priority] [-P project] [-q queue] [-r y|n]
	[-R o|e|oe] [-S path] [-u user_list] [-W otherattributes=value...]
	[-v variable_list] [-V ] [-z] [script | -- command [arg1 ...]]
       qsub --version
`;

/** What the command line and the script's directives ask for together. */
export interface Asked {
  /** Last value by letter; the command line wins over the script. */
  readonly values: ReadonlyMap<string, string>;
  /** Every `-l`, every `-W`, the command line's first. */
  readonly resources: readonly { readonly text: string; readonly isFromLine: boolean }[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly complaints: readonly string[];
}

export const readLine = (argv: readonly string[]): Options => getopt(argv, letters);

/** Options in the script's directives: lines that begin with the prefix, up to the first line that is neither comment nor blank. */
export function readDirectives(script: string, prefix: string): Options {
  const words: string[] = [];
  for (const line of script.split('\n')) {
    const text = line.replace(/\r$/, '');
    if (prefix !== '' && text.startsWith(prefix)) words.push(...wordsOf(text.slice(prefix.length)));
    else if (text.trim() !== '' && !text.startsWith('#') && !text.startsWith(':')) break;
  }
  return getopt(words, letters);
}

/** Words of a directive; quotes hold them together and are taken away. */
const wordsOf = (text: string): string[] =>
  (text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replace(/["']/g, ''));

/** Lays the command line over the directives, option by option; of resources, each by its name. */
export function merge(line: Options, directives: Options): Asked {
  const values = new Map([...directives.given, ...line.given].filter(([letter]) => !'lW'.includes(letter)));
  const of = (options: Options, letter: string) =>
    options.given.filter(([own]) => own === letter).map(([, value]) => value);
  const resources = [
    ...of(line, 'l').map((text) => ({ text, isFromLine: true })),
    ...of(directives, 'l').map((text) => ({ text, isFromLine: false })),
  ];
  const attributes = new Map(
    [...of(directives, 'W'), ...of(line, 'W')].flatMap((text) =>
      splitOutside(text, ',').map((part): [string, string] => {
        const cut = part.indexOf('=');
        return cut < 0 ? [part, ''] : [part.slice(0, cut).trim(), part.slice(cut + 1)];
      }),
    ),
  );
  return { values, resources, attributes, complaints: [...line.complaints, ...directives.complaints] };
}

/** Splits where a new `name=` follows: `depend=afterok:1,umask=022` has two parts, `group_list=a,b` one. */
const splitOutside = (text: string, separator: string): string[] =>
  text.split(new RegExp(`${separator}(?=[A-Za-z_]+=)`));
