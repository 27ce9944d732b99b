import { quoteWords } from '../../ssh/quote-words';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

/** Where the login finds a command, absolute paths too. Pure. @see command(1), POSIX, -v */
export const buildFindCommand = (name: string): RemoteCommand => ({
  line: 'exec /bin/sh -s',
  stdin: `printf 'modu-command %s\\n' "$(command -v ${quoteWords([name])})"\n`,
});

/** undefined: it does not find it. Never throws. */
export const parseFindCommand = (result: RemoteResult): string | undefined =>
  /^modu-command (\S.*)$/m.exec(result.stdout.toString('utf8'))?.[1]?.slice(0, 300);
