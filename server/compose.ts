import type { Db } from '#db/client';
import { findPerson } from '#db/queries/people/people';
import { makeAuthIdentity } from './bridge/identity/auth-identity';
import type { Identity } from './bridge/identity/port';
import { makeDemoServices } from './demo/demo-services';
import { makeAllocationServices } from './domain/allocations/make-allocation-services';
import { toActor } from './domain/people/find-actor';
import { inIdentityStore, makeIdentityStore } from './domain/people/identity-store';
import { makePeopleServices } from './domain/people/make-people-services';
import { makeRequestServices } from './domain/requests/make-request-services';
import type { Env } from './env';
import { makeTryLimit, rates } from './http/rate-limits';
import type { Log } from './log';
import type { Services } from './services';
import type { Secrets } from './start/open-secrets';
import { notThereYet } from './start/not-there-yet';

export interface Composed {
  services: Services;
  identity: Identity;
  /** Gives a newly joined person their starter hours; harmless when called twice. */
  welcome(personId: string): Promise<void>;
  /** Ends pools and connections to clusters. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  env: Env;
  log: Log;
  db: Db;
  databaseUrl: string;
  secrets: Secrets;
}

/** Builds every pool, bridge and service once. The only file that sees concrete adapters. */
export async function compose({ env, log, db, secrets }: ComposeOptions): Promise<Composed> {
  const identity = makeAuthIdentity({
    secret: secrets.secret,
    url: env.url,
    store: makeIdentityStore(db),
    inStore: inIdentityStore(db),
    log,
  });
  const people = makePeopleServices({
    db,
    links: identity.links,
    addMailTask: undefined,
    url: env.url,
    triesByAddress: makeTryLimit(rates.signInByAddress),
    triesByEmail: makeTryLimit(rates.signInByEmail),
  });
  const services: Services = {
    people,
    clusters: notThereYet(['list', 'publicBoard', 'listOperated']),
    allocations: makeAllocationServices({ db }),
    requests: makeRequestServices({ db, addMailTask: undefined, url: env.url }),
    launches: notThereYet([]),
    templates: { list: () => [], get: () => undefined },
    terminals: notThereYet([]),
    live: { subscribe: () => () => undefined },
    demo: env.isDemo ? makeDemoServices(db) : undefined,
  };
  return {
    services,
    identity,
    welcome: async (personId) => {
      try {
        const person = await findPerson(db, personId);
        if (person) await services.allocations.ensureStarter(toActor(person, { kind: 'cli' }, 'welcome'));
      } catch (error) {
        log.error({ err: error, personId }, 'starter hours were not given; the hours page offers them');
      }
    },
    close: async () => undefined,
  };
}
