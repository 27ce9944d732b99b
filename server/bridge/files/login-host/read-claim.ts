import { AppError } from '#server/contract/app-error';
import { claimPath } from '#server/contract/login-kinds';
import type { SeenClaim } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

/**
 * Says who has come in, to whom the home, `.modu` and the file belong and who may change them, and what is written there. That is what tells
 * words that the login has written from words that somebody else has put there: no link, everything its own, and nobody else may write.
 * Pure. @see ls(1), POSIX.1-2017, -l -d -n; sshd_config(5), StrictModes: the same rule
 */
export const buildReadClaim = (id: string): RemoteCommand => ({
  line: 'exec /bin/sh -s',
  stdin: `set -u; LC_ALL=C; export LC_ALL
say() { printf 'modu-claim %s\\n' "$*"; }
say name "\${LOGNAME:-$(id -un)}"
say uid "$(id -u)"
home=$(cd -P "$HOME" && pwd -P) || exit 0
for place in "$home" "$home/.modu" "$home/${claimPath(id)}"; do
  set -- $(ls -ldn -- "$place" 2>/dev/null); say place "\${1:--}" "\${3:--}"
done
say words "$(head -c 200 -- "$home/${claimPath(id)}" 2>/dev/null | head -n 1)"
`,
});

/** @throws AppError[cluster-answer-unclear] */
export function parseReadClaim(result: RemoteResult): SeenClaim {
  const text = result.stdout.toString('utf8');
  const [name, uid] = ['name', 'uid'].map(
    (key) => new RegExp(`^modu-claim ${key} (\\S+)$`, 'm').exec(text)?.[1],
  );
  const words = /^modu-claim words ?(.*)$/m.exec(text)?.[1];
  const places = [...text.matchAll(/^modu-claim place (\S+) (\S+)$/gm)].map(([, mode = '', owner]) => ({
    mode,
    owner,
  }));
  if (name === undefined || uid === undefined || words === undefined || places.length !== 3)
    throw new AppError('cluster-answer-unclear', { details: { words: result.stderr.slice(0, 300) } });
  return { name, words: words.trim(), trouble: troubleOf(places, uid) };
}

function troubleOf(places: { mode: string; owner: string | undefined }[], uid: string): SeenClaim['trouble'] {
  if (places.some(({ mode }) => mode === '-')) return 'absent';
  const kinds = places.map(({ mode }) => mode[0]).join('');
  if (kinds !== 'dd-' || places.some(({ owner }) => owner !== uid)) return 'not-own';
  // drwxrwxrwx: the sixth and the ninth are who else may write; with an access list the sixth is the most that it gives anybody.
  return places.some(({ mode }) => mode[5] === 'w' || mode[8] === 'w') ? 'open-to-others' : undefined;
}
