import { buffer } from 'node:stream/consumers';
import { isAppError } from '../contract/app-error';
import { readDataSettings, SettingError } from '../env';
import { clusterCheck, clusterList, clusterRemove, clusterState } from './cluster';
import { clusterAdd } from './cluster-add';
import { CliError, type Command, type LooseCommand } from './command';
import { ledgerCheck } from './ledger-check';
import { openRunning } from './open-running';
import { personList, personRole } from './person';
import { read } from './read';
import { tokenCreate } from './token';

const commands: Record<string, Command | LooseCommand> = {
  read,
  'token create': tokenCreate,
  'person list': personList,
  'person role': personRole,
  'cluster list': clusterList,
  'cluster add': clusterAdd,
  'cluster check': clusterCheck,
  'cluster state': clusterState,
  'cluster remove': clusterRemove,
  'ledger check': ledgerCheck,
};

async function main(argv: string[]): Promise<number> {
  const [noun = '', verb = '', ...args] = argv;
  const command = commands[`${noun} ${verb}`] ?? commands[noun];
  if (!command) {
    const isAsked = noun === '' || noun === 'help' || noun === '--help' || noun === '-h';
    if (!isAsked) console.error(`modu knows no "${[noun, verb].join(' ').trim()}".`);
    console[isAsked ? 'log' : 'error'](usage());
    return isAsked ? 0 : 2;
  }
  const print = (line: string) => console.log(line);
  if ('runLoose' in command)
    return (await command.runLoose(argv.slice(1), { print, input: () => buffer(process.stdin) })) ?? 0;
  const { db, dataFolder } = await openRunning(readDataSettings());
  try {
    return (await command.run(args, { db, dataFolder, print })) ?? 0;
  } finally {
    await db.destroy();
  }
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  modu ${usage}\n      ${about}`);
  return `It works on the portal that runs (MODU_DATA [.modu] or DATABASE_URL):\n\n${lines.join('\n')}`;
}

/** An option that the command does not know, or one without its value. @see Node 20, util.parseArgs */
const isWrongWord = (error: unknown): boolean =>
  ((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');

/** What the person at the terminal gets to read: one sentence for what they can change, with what can be said where the words were wrong; everything for what is our fault. */
function wordsOf(error: unknown): string {
  if (error instanceof CliError || error instanceof SettingError) return error.message;
  if (isAppError(error))
    return `That was refused: ${error.code} ${JSON.stringify({ ...error.details, ...error.fields })}`;
  if (isWrongWord(error)) return `${(error as Error).message}\n\n${usage()}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(wordsOf(error));
    // 2: said wrongly, as with words that are no command; 1: it could not be done.
    process.exitCode = isWrongWord(error) ? 2 : 1;
  },
);
