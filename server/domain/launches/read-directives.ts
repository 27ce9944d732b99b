import type { LaunchDraft } from '../../contract/launch-draft';
import type { OverriddenField } from '../../launch-services';
import { secondsOf, sizeOf } from './scheduler-words';

/** `#SBATCH --time=1:00:00` asks for `['time', '1:00:00']`; one line may ask for several things. */
type Wish = [option: string, value: string];

/** What a wish is about, and whether it is what the form says already. */
interface Rule {
  field: OverriddenField;
  isSame(value: string, draft: LaunchDraft): boolean;
}

const name: Rule = { field: 'name', isSame: (value, draft) => value === draft.name };
const time: Rule = {
  field: 'walltimeSeconds',
  isSame: (value, draft) => secondsOf(value) === draft.walltimeSeconds,
};
/** `2`, `a100:2`, `gpu:2`, `gpu:a100:2`, `gpu` (one). */
const gpus: Rule = {
  field: 'gpus',
  isSame: (value, draft) => Number(/(?:^|:)(\d+)$/.exec(value)?.[1] ?? 1) === draft.gpus,
};
const cores: Rule = { field: 'cores', isSame: (value, draft) => Number(value) === draft.cores };
/** A launch is one task on one node. */
const one: Rule = { field: 'cores', isSame: (value) => Number(value) === 1 };
const memory: Rule = {
  field: 'memoryBytes',
  isSame: (value, draft) => sizeOf(value) === draft.memoryBytes,
};
const memoryPerPart: Rule = { field: 'memoryBytes', isSame: () => false };
const partition: Rule = { field: 'partition', isSame: (value, draft) => value === draft.partition };
const array: Rule = { field: 'array', isSame: (value, draft) => value === draft.array };
const paidBy: Rule = { field: 'allocation', isSame: () => false };
/** Nothing that the form has: it is not used either; told as the field `script`. */
const other: Rule = { field: 'script', isSame: () => false };

/** @see sbatch(1), Slurm 24.05 */
const slurmRules: Record<string, Rule> = {
  'job-name': name,
  J: name,
  time,
  t: time,
  gres: gpus,
  gpus,
  G: gpus,
  'gpus-per-node': gpus,
  'gpus-per-task': gpus,
  'cpus-per-task': cores,
  c: cores,
  nodes: one,
  N: one,
  ntasks: one,
  n: one,
  'ntasks-per-node': one,
  mem: memory,
  'mem-per-cpu': memoryPerPart,
  'mem-per-gpu': memoryPerPart,
  partition,
  p: partition,
  array,
  a: array,
  account: paidBy,
  A: paidBy,
  qos: paidBy,
  q: paidBy,
};

/** `l:…` is a resource of `-l`. @see qsub(1B) and pbs_resources(7B), OpenPBS 23.06 */
const pbsRules: Record<string, Rule> = {
  N: name,
  q: partition,
  J: array,
  A: paidBy,
  P: paidBy,
  'l:walltime': time,
  'l:ngpus': gpus,
  'l:ncpus': cores,
  'l:ppn': cores,
  'l:select': one,
  'l:nodes': one,
  'l:mem': memory,
};

const directive = /^#(SBATCH|PBS)[ \t]+(.*)$/;

/**
 * Lines of the person's script that ask the scheduler for something else than the form says, or for what the form does not have. They do
 * not count, since the script is run by our own wrapper, whose words come from the form. Shown, so that nobody is surprised. As the
 * schedulers do, only lines above the first command are read. draft.partition: where it will run. Never throws.
 */
export function overriddenLines(
  script: string,
  draft: LaunchDraft,
): { line: number; text: string; fields: OverriddenField[] }[] {
  const lines = script.split(/\r\n?|\n/);
  const end = lines.findIndex((text) => /^\s*[^#\s]/.test(text));
  return lines.slice(0, end < 0 ? undefined : end).flatMap((text, index) => {
    const [, kind, words = ''] = directive.exec(text) ?? [];
    if (kind === undefined) return [];
    const rules = kind === 'SBATCH' ? slurmRules : pbsRules;
    const wishes = kind === 'SBATCH' ? slurmWishes(words) : pbsWishes(words);
    const fields = wishes
      .map(([option, value]) => ({ value, rule: rules[option] ?? other }))
      .filter(({ value, rule }) => !rule.isSame(value, draft))
      .map(({ rule }) => rule.field);
    if (fields.length === 0) return [];
    return [{ line: index + 1, text: text.slice(0, 200), fields: [...new Set(fields)] }];
  });
}

/** Comments out the directives of the person's script, so that what is shown reads as the scheduler takes it. Never throws. */
export const silenceDirectives = (script: string): string =>
  script.replace(/^#(?=(SBATCH|PBS)[ \t])/gm, '##');

/** `--time=5`, `--time 5`, `-t5`, `-t 5`; quotes are dropped, what follows a `#` is a comment. */
function slurmWishes(words: string): Wish[] {
  return pairs(words).map(([option, value]) => [option.replace(/^-+/, ''), value]);
}

function pbsWishes(words: string): Wish[] {
  return pairs(words).flatMap(([option, value]): Wish[] =>
    option === '-l' ? value.split(',').flatMap(resources) : [[option.replace(/^-+/, ''), value]],
  );
}

/** `walltime=1:00:00`, or `select=1:ncpus=4:ngpus=2`, whose parts are told apart by colons. */
function resources(part: string): Wish[] {
  const items = /^(select|nodes)=/.test(part) ? part.split(':') : [part];
  return items.map((item) => {
    const [key = '', ...value] = item.split('=');
    return [`l:${key}`, value.join('=')];
  });
}

function pairs(words: string): Wish[] {
  const found: Wish[] = [];
  const list = words.replace(/(^|\s)#.*$/, '').match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? [];
  for (let at = 0; at < list.length; at += 1) {
    const word = (list[at] ?? '').replace(/["']/g, '');
    const long = /^--[^=]+(?==)/.exec(word)?.[0];
    const next = (list[at + 1] ?? '').replace(/["']/g, '');
    const takesNext = next !== '' && !next.startsWith('-');
    if (long !== undefined) found.push([long, word.slice(long.length + 1)]);
    else if (/^-[A-Za-z]./.test(word)) found.push([word.slice(0, 2), word.slice(2)]);
    else if (word.startsWith('-')) found.push([word, takesNext ? (at++, next) : '']);
  }
  return found;
}
