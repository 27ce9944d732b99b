import type { ErrorCode } from '../../contract/error-codes';
import { launchDraftSchema, type LaunchDraft, type LaunchDraftInput } from '../../contract/launch-draft';
import type { DraftProblem } from './check-draft';

/** What stands in for a field that could not be read, so that the rest can still be checked. */
const stand: Record<string, unknown> = {
  gpus: 1,
  cores: 1,
  walltimeSeconds: 0,
  script: '',
  cluster: '',
  name: '',
};

const codes: Partial<Record<string, ErrorCode>> = {
  walltimeSeconds: 'walltime-invalid',
  array: 'array-invalid',
  script: 'script-empty',
};

/** Reads a draft as far as it can be read: wrong fields become problems and get a stand-in. Never throws. */
export function readDraft(input: LaunchDraftInput): { draft: LaunchDraft; problems: DraftProblem[] } {
  const result = launchDraftSchema.safeParse(input);
  if (result.success) return { draft: result.data, problems: [] };
  const wrong = [...new Set(result.error.issues.map((issue) => String(issue.path[0] ?? 'form')))];
  const problems = wrong.map((field): DraftProblem => ({
    field: field as DraftProblem['field'],
    code: codes[field] ?? 'invalid-input',
    details: {},
  }));
  const mended: Record<string, unknown> = { ...(typeof input === 'object' ? input : {}) };
  for (const field of wrong) {
    if (field in stand) mended[field] = stand[field];
    else delete mended[field];
  }
  const again = launchDraftSchema.safeParse(mended);
  return { draft: again.success ? again.data : launchDraftSchema.parse(stand), problems };
}
