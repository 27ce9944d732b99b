import { openSshPool } from '../open-ssh-pool';
import type { PoolOptions } from '../pool-options';
import type { SshLink, SshPool, SshTarget } from '../port';
import { keys, lineOf } from './test-server';

export interface TestPool {
  pool: SshPool;
  /** How often a key was asked for. */
  keysAsked(): number;
  /** What went wrong, in order. */
  troubles: string[];
  link(port: number, target?: Partial<SshTarget>): SshLink;
}

/** A pool as the portal opens one, with the test's key. */
export function openTestPool(options: Partial<PoolOptions> = {}): TestPool {
  let asked = 0;
  const troubles: string[] = [];
  const pool = openSshPool({
    keyOf: () => {
      asked += 1;
      return Promise.resolve({ privateKey: keys.login.private });
    },
    onTrouble: ({ login, code }) => void troubles.push(`${login} ${code}`),
    ...options,
  });
  return {
    pool,
    keysAsked: () => asked,
    troubles,
    link: (port, target = {}) =>
      pool.link({
        cluster: 'test',
        host: '127.0.0.1',
        port,
        hostKeys: [lineOf(keys.host)],
        login: 'bora',
        ...target,
      }),
  };
}
