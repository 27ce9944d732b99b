import { createHmac } from 'node:crypto';
import type { JsonValue } from '#db/json';
import type { AppReach } from '../../contract/apps';

/** The secret between the gateway and one launch's app. */
export type AppSecretOf = (launchId: string) => string;

/**
 * 256 bits, made anew from the portal's own secret whenever they are needed: nothing to store, nothing in a backup of the database.
 * With a new MODU_SECRET apps that run can be opened no more. Pure.
 */
export const makeAppSecrets =
  (secret: string): AppSecretOf =>
  (launchId) =>
    createHmac('sha256', secret).update(`app ${launchId}`).digest('base64url');

/** What was chosen of the app's fields. Never throws. */
export const appFieldsOf = (row: { app_fields: JsonValue | null }): Record<string, string> =>
  (row.app_fields ?? {}) as Record<string, string>;

/** What stands in the launch's folder for `head.sh`, readable by the person's own login only; nothing for a batch launch. Pure. */
export function appFiles(
  launch: { id: string; app: string | null; app_fields: JsonValue | null },
  reach: AppReach,
  secretOf: AppSecretOf,
): { path: string; bytes: Uint8Array; mode: number }[] {
  if (launch.app === null) return [];
  const lines = [
    `MODU_APP_LISTENS=${reach === 'login-host' ? 'socket' : 'tcp'}`,
    ...Object.entries(appFieldsOf(launch)).map(
      ([name, value]) => `MODU_FIELD_${name.toUpperCase()}=${quoted(value)}`,
    ),
    '',
  ];
  return [
    { path: 'app-secret', bytes: Buffer.from(secretOf(launch.id)), mode: 0o600 },
    { path: 'app.env', bytes: Buffer.from(lines.join('\n')), mode: 0o600 },
  ];
}

/** One POSIX word; the manifest's check has let no line break through. @see POSIX.1-2017 Shell Command Language, 2.2.2 Single-Quotes */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
