import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

export const readmePath = resolve(import.meta.dirname, '../README.md');

export interface CommandBlocks {
  /** Every block of commands, in the README's order. */
  all: string[];
  /** The one that shows how to do things by script; `scripts/smoke.ts` runs it as it stands. */
  byScript: string;
}

/** The fenced blocks of commands of the README. @throws Error when there is none that makes a token. */
export async function commandBlocks(): Promise<CommandBlocks> {
  const text = await readFile(readmePath, 'utf8');
  const all = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  const byScript = all.find((block) => block.includes('token create'));
  if (byScript === undefined) throw new Error('the README shows nowhere how a token is made');
  return { all, byScript };
}

/** The commands of a block, one each, lines that go on with `\` joined. Never throws. */
export const commandsOf = (block: string): string[] =>
  block
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
