import type { LaunchDraft } from '../../contract/launch-draft';
import type { LaunchProblem } from '../../launch-services';
import type { AppField } from './manifest';
import type { Apps } from './read-apps';

/**
 * A draft of kind `app` with the app's own script and every field of its manifest filled in; what cannot be is a problem. A batch draft
 * stays as it is, without anything of an app. Pure; never throws.
 */
export function fillAppDraft(
  apps: Apps,
  draft: LaunchDraft,
): { draft: LaunchDraft; problems: LaunchProblem[] } {
  if (draft.kind === 'batch') {
    const { app: _app, appFields: _fields, ...batch } = draft;
    return { draft: batch, problems: [] };
  }
  const problems: LaunchProblem[] = [];
  const say = (field: LaunchProblem['field'], details: LaunchProblem['details'] = {}) =>
    problems.push({ field, code: 'invalid-input', details });
  const app = apps.find(draft.app ?? '');
  if (app?.manifest.clusters[draft.cluster]?.isOffered === false)
    problems.push({ field: 'cluster', code: 'app-not-offered', details: { cluster: draft.cluster } });
  if (!app) problems.push({ field: 'app', code: 'not-found', details: {} });
  if (draft.array !== undefined && draft.array.trim() !== '') say('array');
  const given = draft.appFields ?? {};
  const fields = app?.manifest.fields ?? [];
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = given[field.name] ?? String(field.default);
    if (isRight(field, value)) values[field.name] = value;
    else say('appFields', { field: field.name });
  }
  if (app)
    for (const name of Object.keys(given))
      if (!fields.some((field) => field.name === name)) say('appFields', { field: name.slice(0, 64) });
  return { draft: { ...draft, appFields: values, script: app?.scriptFor(draft.cluster) ?? '' }, problems };
}

function isRight(field: AppField, value: string): boolean {
  if (/[\0-\x1f\x7f]/.test(value)) return false;
  switch (field.kind) {
    case 'choice':
      return field.options.some((option) => option.value === value);
    case 'number':
      return /^-?\d{1,15}$/.test(value) && Number(value) >= field.min && Number(value) <= field.max;
    case 'text':
      return new RegExp(`^(?:${field.pattern})$`, 'u').test(value);
  }
}
