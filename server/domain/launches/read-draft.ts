import { z } from 'zod';
import type { ErrorCode } from '../../contract/error-codes';
import { launchDraftSchema, type LaunchDraft, type LaunchDraftInput } from '../../contract/launch-draft';
import type { LaunchProblem } from '../../launch-services';

/** What a field that could not be read turns into: what is said of it, and what stands in for it, so that the rest can be checked. */
const unread: Record<string, { code?: ErrorCode; stand?: unknown }> = {
  gpus: { stand: 1 },
  cores: { stand: 1 },
  walltimeSeconds: { code: 'walltime-invalid', stand: 0 },
  script: { code: 'script-empty', stand: '' },
  cluster: { stand: '' },
  name: { stand: '' },
  array: { code: 'array-invalid' },
};

/** A number over what any partition has: the partition's own limit says it better, so the largest readable number stands in. */
const tooBig: Record<string, { code: ErrorCode; stand: number }> = {
  gpus: { code: 'too-many-gpus', stand: 1024 },
  cores: { code: 'fits-nowhere', stand: 4096 },
  memoryBytes: { code: 'fits-nowhere', stand: 2 ** 45 },
  walltimeSeconds: { code: 'walltime-over-limit', stand: 30 * 86_400 },
};

/** With the stand-in of a cluster's name, which is none. */
const mendedSchema = launchDraftSchema.extend({ cluster: z.string() });

/** Reads a draft as far as it can be read: wrong fields become problems and get a stand-in. Never throws. */
export function readDraft(input: LaunchDraftInput): { draft: LaunchDraft; problems: LaunchProblem[] } {
  const result = launchDraftSchema.safeParse(input);
  if (result.success) return { draft: result.data, problems: [] };
  const problems: LaunchProblem[] = [];
  const mended: Record<string, unknown> = { ...input };
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'form');
    if (problems.some((problem) => problem.field === field)) continue;
    const { code = 'invalid-input', stand } =
      (issue.code === 'too_big' ? tooBig[field] : undefined) ?? unread[field] ?? {};
    problems.push({ field: field as LaunchProblem['field'], code, details: {} });
    if (stand === undefined) delete mended[field];
    else mended[field] = stand;
  }
  return { draft: mendedSchema.parse(mended), problems };
}

/** Problems of reading and of checking, one a field; where both say the same, the one that knows the numbers. Never throws. */
export function mergeProblems(
  read: readonly LaunchProblem[],
  checked: readonly LaunchProblem[],
): LaunchProblem[] {
  const better = (problem: LaunchProblem) =>
    checked.find((other) => other.field === problem.field && other.code === problem.code) ?? problem;
  return [...read.map(better), ...checked.filter((one) => !read.some((other) => other.field === one.field))];
}
