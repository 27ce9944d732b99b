import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type Log = Logger;

/**
 * The portal's log: one JSON object a line on standard output. Names that hold secrets are cut out wherever they stand.
 * level: a pino level ['info']; to [standard output].
 */
export function makeLog(level = 'info', to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  } satisfies LoggerOptions;
  return to ? pino(options, to) : pino(options);
}

/** A log that says nothing, for tests. */
export const silentLog = (): Log => pino({ level: 'silent' });

const secretNames = [
  'token',
  'secret',
  'password',
  'privateKey',
  'cookie',
  'authorization',
  'databaseUrl',
  'smtpUrl',
];

/** One line for the person at the terminal, apart from the log. */
export function sayLine(words: string): void {
  process.stdout.write(`${words}\n`);
}
