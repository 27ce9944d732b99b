import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { LoginFacts } from './ssh/ssh-server';

interface Login {
  uid: number;
  token: string;
}

const firstUid = 20_001;
const namePattern = /^[a-z][a-z0-9-]{0,30}$/;

/** The centre's people: a home folder, a number, and a secret that proves to the commands who calls. Kept in `logins.json`. */
export class Logins {
  private readonly path: string;
  private readonly logins: Record<string, Login>;

  constructor(
    private readonly folder: string,
    private readonly facts: { centreName: string; socketPath: string; zone: string },
  ) {
    this.path = join(folder, 'logins.json');
    this.logins = existsSync(this.path)
      ? (JSON.parse(readFileSync(this.path, 'utf8')) as Record<string, Login>)
      : {};
  }

  /** Makes a login once; again is harmless. false: the name cannot be one. */
  add(name: string): boolean {
    if (!namePattern.test(name)) return false;
    if (!this.logins[name]) {
      this.logins[name] = {
        uid: firstUid + Object.keys(this.logins).length,
        token: randomBytes(24).toString('hex'),
      };
      writeFileSync(`${this.path}.t`, JSON.stringify(this.logins), { mode: 0o600 });
      renameSync(`${this.path}.t`, this.path);
    }
    this.furnish(name);
    return true;
  }

  homeOf = (name: string): string => join(this.folder, 'home', name);
  uidOf = (name: string): number => this.logins[name]?.uid ?? 65_534;
  loginOf = (uid: number): string | undefined =>
    Object.entries(this.logins).find(([, login]) => login.uid === uid)?.[0];
  ofToken = (token: string): string | undefined =>
    Object.entries(this.logins).find(([, login]) => login.token === token)?.[0];

  find(name: string): LoginFacts | undefined {
    return this.logins[name]
      ? { login: name, home: this.homeOf(name), environment: this.environmentOf(name) }
      : undefined;
  }

  /** What every process of the login sees; nothing of the portal's own environment. */
  environmentOf(name: string): Record<string, string> {
    const path = [
      join(this.folder, 'bin'),
      dirname(process.execPath),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
      '/usr/sbin',
      '/sbin',
      '/opt/homebrew/bin',
    ];
    return {
      HOME: this.homeOf(name),
      USER: name,
      LOGNAME: name,
      SHELL: '/bin/bash',
      LANG: 'C.UTF-8',
      PATH: path.join(delimiter),
      MODU_CENTRE_SOCKET: this.facts.socketPath,
      MODU_CENTRE_TOKEN: this.logins[name]?.token ?? '',
    };
  }

  private furnish(name: string): void {
    const home = this.homeOf(name);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const profile = join(home, '.bash_profile');
    if (existsSync(profile)) return;
    // A login shell that finds .bash_profile leaves /etc/profile's PATH as it was set here.
    const centre = this.facts.centreName;
    writeFileSync(
      profile,
      [
        `export PATH="${join(this.folder, 'bin')}:$PATH"`,
        `PS1='\\[\\e[32m\\][\\u@${centre} \\W]\\$\\[\\e[0m\\] '`,
        "alias ls='ls --color=auto' 2>/dev/null",
        `printf '%s\\n' '${centre}: 데모 센터의 로그인 노드예요. squeue / qstat 을 쳐 보세요.'`,
        '',
      ].join('\n'),
    );
  }
}
