import type { RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readJobId } from './job-id';
import { readSections, unclear } from './remote-script';

/**
 * What `qselect` printed: ids, whole with their server. @throws AppError[cluster-down | cluster-answer-unclear]: a failed query never means
 * "absent".
 */
export function readSelectedIds(result: RemoteResult, mark: string): string[] {
  const section = readSections(result, mark, 1)[0]!;
  if (section.exitCode !== 0 || section.stderr !== '') throw commandFailure('qselect', section);
  const ids = section.stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = ids.find((id) => !readJobId(id));
  if (wrong !== undefined) throw unclear(`qselect: ${wrong}`);
  return ids;
}
