import type { ErrorCode } from '../../contract/error-codes';
import type { LaunchDraft } from '../../contract/launch-draft';
import { limits } from '../../contract/limits';

/** What is wrong with a script as it was typed or sent; undefined when it can be staged. Never throws. */
export function scriptProblem(script: string): ErrorCode | undefined {
  if (script.trim() === '') return 'script-empty';
  if (Buffer.byteLength(script) > limits.scriptBytes) return 'script-too-large';
  // A lone surrogate and U+FFFD are what bytes that are no text turn into on their way through JSON and forms.
  if (/[\0\uFFFD]|\p{Cs}/u.test(script)) return 'script-binary';
  return undefined;
}

/** The script as it is staged: Unix line ends, a first line that names the shell, a last line that ends. Never throws. */
export function stagedScript(script: string): string {
  const text = script.replace(/\r\n?/g, '\n');
  const withShell = text.startsWith('#!') ? text : `#!/bin/sh\n${text}`;
  return withShell.endsWith('\n') ? withShell : `${withShell}\n`;
}

/** Which field of the form an `#SBATCH` or `#PBS` word belongs to. @see sbatch(1), Slurm 24.05; qsub(1B), OpenPBS 23.06 */
const directiveFields: [RegExp, keyof LaunchDraft][] = [
  [/--(job-name|wckey)\b|-J\s*\S|^#PBS.*-N\s/, 'name'],
  [/--(time|time-min)\b|(^|\s)-t\s*[\d]|walltime=/, 'walltimeSeconds'],
  [/--(gres|gpus|gpus-per-\w+)\b|(^|\s)-G\s*\S|ngpus=/, 'gpus'],
  [/--(cpus-per-task|ntasks|ntasks-per-\w+|nodes)\b|(^|\s)-[cnN]\s*\d|ncpus=|nodes=/, 'cores'],
  [/--(mem|mem-per-\w+)\b|[:,\s]mem=/, 'memoryBytes'],
  [/--(partition)\b|(^|\s)-p\s*\S|^#PBS.*-q\s/, 'partition'],
  [/--(array)\b|(^|\s)-a\s*\d|^#PBS.*-J\s/, 'array'],
  [/--(account|qos)\b|(^|\s)-[Aq]\s*\S/, 'allocation'],
];

/**
 * Lines of the person's script that ask the scheduler for something: they do not count, since the script is run by our own wrapper,
 * whose words come from the form. Shown, so that nobody is surprised. Never throws.
 */
export function overriddenLines(script: string): { line: number; text: string; field: keyof LaunchDraft }[] {
  return script.split(/\r\n?|\n/).flatMap((text, index) => {
    if (!/^#(SBATCH|PBS)\s/.test(text)) return [];
    const field = directiveFields.find(([pattern]) => pattern.test(text))?.[1] ?? 'script';
    return [{ line: index + 1, text: text.slice(0, 200), field }];
  });
}
