import { buffer } from 'node:stream/consumers';
import { isAppError } from '../contract/app-error';
import { readDataSettings, SettingError } from '../env';
import { CliError, type Command, type LooseCommand } from './command';

/** Each command comes with what it needs, and only when it is called: the whole takes a second to load. */
const commands: Record<string, () => Promise<Command | LooseCommand>> = {
  read: async () => (await import('./read')).read,
  'token create': async () => (await import('./token')).tokenCreate,
  'person list': async () => (await import('./person')).personList,
  'person role': async () => (await import('./person')).personRole,
  'person reset-second-factor': async () => (await import('./person')).personResetSecondFactor,
  'cluster list': async () => (await import('./cluster')).clusterList,
  'cluster add': async () => (await import('./cluster-add')).clusterAdd,
  'cluster check': async () => (await import('./cluster')).clusterCheck,
  'cluster state': async () => (await import('./cluster')).clusterState,
  'cluster remove': async () => (await import('./cluster')).clusterRemove,
  'signer new': async () => (await import('./signer')).signerNew,
  'signer use': async () => (await import('./signer')).signerUse,
  'signer show': async () => (await import('./signer')).signerShow,
  'signer revoke': async () => (await import('./signer')).signerRevoke,
  'ledger check': async () => (await import('./ledger-check')).ledgerCheck,
};

async function main(argv: string[]): Promise<number> {
  const [noun = '', verb = '', ...args] = argv;
  const load = commands[`${noun} ${verb}`] ?? commands[noun];
  if (!load) {
    const isAsked = noun === '' || noun === 'help' || noun === '--help' || noun === '-h';
    if (!isAsked) console.error(`modu knows no "${[noun, verb].join(' ').trim()}".`);
    console[isAsked ? 'log' : 'error'](await usage());
    return isAsked ? 0 : 2;
  }
  const command = await load();
  const print = (line: string) => console.log(line);
  if ('runLoose' in command)
    return (await command.runLoose(argv.slice(1), { print, input: () => buffer(process.stdin) })) ?? 0;
  const { openRunning } = await import('./open-running');
  const settings = readDataSettings();
  const { db, dataFolder } = await openRunning(settings);
  try {
    return (await command.run(args, { db, dataFolder, signerSocket: settings.signerSocket, print })) ?? 0;
  } finally {
    await db.destroy();
  }
}

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ usage, about }) => `  modu ${usage}\n      ${about}`);
  return `It works on the portal that runs (MODU_DATA [.modu] or DATABASE_URL):\n\n${lines.join('\n')}`;
}

/** An option that the command does not know, or one without its value. @see Node 20, util.parseArgs */
const isWrongWord = (error: unknown): boolean =>
  ((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');

/** What the person at the terminal gets to read: one sentence for what they can change, with what can be said where the words were wrong; everything for what is our fault. */
async function wordsOf(error: unknown): Promise<string> {
  if (error instanceof CliError || error instanceof SettingError) return error.message;
  if (isAppError(error))
    return `That was refused: ${error.code} ${JSON.stringify({ ...error.details, ...error.fields })}`;
  if (isWrongWord(error)) return `${(error as Error).message}\n\n${await usage()}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  async (error: unknown) => {
    console.error(await wordsOf(error));
    // 2: said wrongly, as with words that are no command; 1: it could not be done.
    process.exitCode = isWrongWord(error) ? 2 : 1;
  },
);
