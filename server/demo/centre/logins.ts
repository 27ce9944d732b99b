import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginFacts } from './ssh/ssh-server';

interface Login {
  uid: number;
}

const firstUid = 20_001;
const namePattern = /^[a-z][a-z0-9-]{0,30}$/;

/** The centre's people: a home folder and a number, kept in `logins.json`, and a secret of this run that proves to the commands who calls. */
export class Logins {
  private readonly path: string;
  private readonly logins: Record<string, Login>;
  private readonly tokens = new Map<string, string>();
  private readonly byToken = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly searchPath: string,
    /** What all processes of the centre's people carry, beside what is their login's own. */
    private readonly common: Readonly<Record<string, string>>,
  ) {
    this.path = join(folder, 'logins.json');
    this.logins = existsSync(this.path)
      ? (JSON.parse(readFileSync(this.path, 'utf8')) as Record<string, Login>)
      : {};
    for (const name of Object.keys(this.logins)) this.furnish(name);
  }

  /** Makes a login once; again is harmless. false: the name cannot be one. */
  add(name: string): boolean {
    if (!namePattern.test(name)) return false;
    if (this.logins[name]) return true;
    this.logins[name] = { uid: firstUid + Object.keys(this.logins).length };
    this.furnish(name);
    writeFileSync(`${this.path}.t`, JSON.stringify(this.logins), { mode: 0o600 });
    renameSync(`${this.path}.t`, this.path);
    return true;
  }

  homeOf = (name: string): string => join(this.folder, 'home', name);
  /** Of this centre and login alone, whatever other centres the machine has. */
  temporaryOf = (name: string): string =>
    join(
      tmpdir(),
      `modu-${createHash('sha256').update(`${this.folder} ${name}`).digest('hex').slice(0, 12)}`,
    );
  /** Takes the temporary folders away, as a machine's restart does. */
  emptyTemporary(): void {
    for (const name of Object.keys(this.logins))
      rmSync(this.temporaryOf(name), { recursive: true, force: true, maxRetries: 3 });
  }

  /** 65534, nobody, for a name that is no login. */
  uidOf = (name: string): number => this.logins[name]?.uid ?? 65_534;
  loginOf = (uid: number): string | undefined =>
    Object.entries(this.logins).find(([, login]) => login.uid === uid)?.[0];
  ofToken = (token: string): string | undefined => this.byToken.get(token);

  find(name: string): LoginFacts | undefined {
    return Object.hasOwn(this.logins, name)
      ? {
          login: name,
          home: this.homeOf(name),
          temporary: this.temporaryOf(name),
          environment: this.environmentOf(name),
        }
      : undefined;
  }

  /** What every process of the login sees; nothing of the portal's own environment. */
  environmentOf(name: string): Record<string, string> {
    return {
      HOME: this.homeOf(name),
      USER: name,
      LOGNAME: name,
      SHELL: '/bin/bash',
      TMPDIR: this.temporaryOf(name),
      LANG: 'C.UTF-8',
      PATH: this.searchPath,
      ...this.common,
      MODU_CENTRE_TOKEN: this.tokens.get(name) ?? '',
    };
  }

  /** A home and a token of this run. The profile is written once: it is the person's own from then on. */
  private furnish(name: string): void {
    const token = randomBytes(24).toString('hex');
    this.tokens.set(name, token);
    this.byToken.set(token, name);
    this.furnishHome(name);
  }

  /** Empties a home, as for somebody else to come; the start-up files are as at the beginning. false: there is no such login. */
  clean(name: string): boolean {
    if (!Object.hasOwn(this.logins, name)) return false;
    for (const folder of [this.homeOf(name), this.temporaryOf(name)])
      for (const entry of readdirSync(folder))
        rmSync(join(folder, entry), { recursive: true, force: true, maxRetries: 3 });
    this.furnishHome(name);
    return true;
  }

  private furnishHome(name: string): void {
    const home = this.homeOf(name);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    mkdirSync(this.temporaryOf(name), { recursive: true, mode: 0o700 });
    for (const [file, text] of Object.entries(homeFiles))
      if (!existsSync(join(home, file))) writeFileSync(join(home, file), text);
  }
}

/**
 * A login shell reads /etc/profile first, which sets PATH anew on many systems; then these lay it right again. `bash -lc` and `sh -lc`
 * read them too, so nothing is printed where nobody sits.
 */
const homeFiles = {
  '.profile': 'export PATH="$MODU_CENTRE_PATH"\n',
  '.bash_profile': '. ~/.profile\n[ -f ~/.bashrc ] && . ~/.bashrc\n',
  '.bashrc': [
    'case $- in *i*) ;; *) return ;; esac',
    // Not \u and \$: the machine knows whoever runs the demo, not the centre's people.
    "PS1='[$USER@$MODU_CENTRE_NAME \\W]$ '",
    "alias ls='ls --color=auto' ll='ls -l'",
    `[ "\${SHLVL:-1}\${MODU_DEMO_JOB-}" = 1 ] && printf '%s\n' "$MODU_CENTRE_HELLO"`,
    '',
  ].join('\n'),
};
