import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `# modu-fault: name=value` lines of a script and of `user.sh` beside it, by name; `1` where no value is given. Never throws. */
export function faultsInScript(request: { script: string; scriptPath: string }): Record<string, string> {
  const text = `${request.script}\n${besideOf(request.scriptPath)}`;
  const found: Record<string, string> = {};
  for (const match of text.matchAll(/^#[ \t]*modu-fault:[ \t]*([a-z-]+)(?:=([\w./]+))?[ \t]*$/gm))
    found[match[1] ?? ''] = match[2] ?? '1';
  return found;
}

/** The portal submits a script of its own; the person's lies beside it. */
function besideOf(scriptPath: string): string {
  if (scriptPath === '') return '';
  try {
    return readFileSync(join(dirname(scriptPath), 'user.sh'), 'utf8');
  } catch {
    return '';
  }
}
