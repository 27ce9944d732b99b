import { cleanLine } from '../../clean-text';
import type { ControlOutcome } from '../port';
import type { Section } from './remote-script';

/**
 * Reads what `qdel`, `qhold` or `qrls` said of one job. Finished (35) and unknown (153) are the same answer: there is nothing left to do
 * it to. Everything else, also a node that cannot be reached (222), is unknown. Never throws.
 * @see e2e/transcripts/pbs/qdel.txt, qdel-node-down.txt, server-down.txt
 */
export function readControlOutcome(section: Section): ControlOutcome {
  if (section.exitCode === 0) return { kind: 'done' };
  const isGone =
    (section.exitCode === 153 && /: Unknown Job Id /.test(section.stderr)) ||
    (section.exitCode === 35 && /: Job has finished /.test(section.stderr));
  if (isGone) return { kind: 'gone' };
  return { kind: 'unknown', words: cleanLine(section.stderr) || `exit code ${section.exitCode}` };
}
