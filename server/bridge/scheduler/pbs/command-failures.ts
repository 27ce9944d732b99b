import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import { unclear, type Section } from './remote-script';

/**
 * What the clients print when the server cannot be reached or does not believe who asks.
 * @see e2e/transcripts/pbs/server-down.txt, server-unknown-host.txt, authentication-failed.txt
 */
const unreachable =
  /cannot connect to server|Couldn't connect to cluster|Connection refused|Unknown Host|Unable to authenticate|No server specified|End of File|Server shutting down/i;

/** Turns a failed command into an error: `cluster-down` when its server cannot be reached, else `cluster-answer-unclear`. Never throws. */
export function commandFailure(command: string, section: Section): AppError {
  const words = cleanLine(section.stderr) || `exit code ${section.exitCode}`;
  if (unreachable.test(section.stderr))
    return new AppError('cluster-down', { details: { words: `${command}: ${words}` } });
  return unclear(`${command}: ${words}`);
}
