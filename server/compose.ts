import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import type { Db } from '#db/client';
import { openListener } from '#db/client';
import { findPerson } from '#db/queries/people/people';
import { makeAuthIdentity } from './bridge/identity/auth-identity';
import { makeOidc } from './bridge/identity/oidc';
import { oneTimeCodes } from './bridge/identity/one-time-codes';
import { makePasskeys } from './bridge/identity/passkeys';
import type { Identity, Oidc } from './bridge/identity/port';
import { makeAppOrigins } from './contract/app-origins';
import type { Payments } from './bridge/payments/port';
import { makeStripe } from './bridge/payments/stripe';
import { openSmtp } from './bridge/mail/smtp';
import { homeFiles } from './bridge/files/home/home-files';
import { launchFiles } from './bridge/files/launch-files';
import { loginHost } from './bridge/files/login-host/login-host';
import { pbs } from './bridge/scheduler/pbs/pbs-scheduler';
import { slurm } from './bridge/scheduler/slurm/slurm-scheduler';
import { openSshPool } from './bridge/ssh/open-ssh-pool';
import type { KeyOf } from './bridge/ssh/port';
import { makeDemoServices } from './demo/demo-services';
import { makeAllocationServices } from './domain/allocations/make-allocation-services';
import { makeAppDoor, type AppDoor } from './domain/apps/app-door';
import { makeAppSecrets } from './domain/apps/app-files';
import { readApps } from './domain/apps/read-apps';
import type { ClusterBridges } from './domain/clusters/cluster-bridges';
import { makeClassServices } from './domain/classes/make-class-services';
import { makeClusterServices } from './domain/clusters/make-cluster-services';
import { makeFileServices } from './domain/files/make-file-services';
import { makeGuardianServices } from './domain/guardians/make-guardian-services';
import { eraseChild } from './domain/guardians/withdraw-consent';
import { makeLaunchServices } from './domain/launches/make-launch-services';
import { makeCardWork, type CardWork } from './domain/login-cards/make-card-work';
import { cleanLogin } from './domain/logins/clean-login';
import { makeLoginServices } from './domain/logins/make-login-services';
import { makeLoginCardServices } from './domain/login-cards/make-login-card-services';
import { toActor } from './domain/people/find-actor';
import { inIdentityStore, makeIdentityStore } from './domain/people/identity-store';
import { eraseHome } from './domain/people/leave/erase-home';
import { makeOidcWork, type OidcWork } from './domain/people/oidc/make-oidc-work';
import { makePeopleServices } from './domain/people/make-people-services';
import type { AddMailTask } from './domain/people/queue-mail';
import { makeConfirmDoor, type ConfirmDoor } from './domain/people/second-factor/confirm-door';
import { makeSecondFactorServices } from './domain/people/second-factor/make-second-factor-services';
import { sendMail } from './domain/people/send-mail';
import { makePaymentServices } from './domain/payments/make-payment-services';
import { lookAtPurchase, sendRefund } from './domain/payments/payment-work';
import { takeEvent } from './domain/payments/take-event';
import { makeOperateServices } from './domain/operate/make-operate-services';
import { makeProgrammeServices } from './domain/programmes/make-programme-services';
import { makeReviewServices } from './domain/reviews/make-review-services';
import { makeRequestServices } from './domain/requests/make-request-services';
import { makeStatementServices } from './domain/statements/make-statement-services';
import { makeTerminalServices } from './domain/terminals/make-terminal-services';
import { readDocs } from './domain/docs/read-docs';
import { readTemplates } from './domain/templates/read-templates';
import type { Env } from './env';
import type { Metrics } from './http/metrics';
import { makeTryLimit, rates } from './http/rate-limits';
import { startLiveHub, type LiveHub } from './live/live-hub';
import type { Log } from './log';
import { addTask, addTasks, startOutbox, type TaskWork } from './outbox/outbox';
import type { Services } from './services';
import type { Signer } from './signer/port';
import { readOidcProviders } from './start/read-oidc-providers';
import type { Secrets } from './start/open-secrets';
import { launchTasks, startWorkers } from './workers/start-workers';
import { defaultTiming, type WorkerDeps, type WorkerTiming } from './workers/worker-deps';

export interface Composed {
  services: Services;
  identity: Identity;
  oidc: Oidc;
  /** What is done with who comes back from a provider. */
  oidcWork: OidcWork;
  /** What is done with who comes with a login card. */
  cardWork: CardWork;
  /** Signs what browsers keep for us. */
  secret: string;
  /** What a second factor opens. */
  confirmDoor: ConfirmDoor;
  /** Who may come in to apps, and how these are reached; for the gateway. */
  appDoor: AppDoor;
  /** Calls the listener for everything that is announced to anybody; for parts of the server that end what has lost its reason. */
  onNews: LiveHub['watch'];
  /** What the payment provider tells; undefined while payments are off. */
  takePaymentEvent: ((body: Buffer, signature: string) => Promise<void>) | undefined;
  /** Gives a newly joined person their starter hours; harmless when called twice. */
  welcome(personId: string): Promise<void>;
  /** Begins to submit, watch, settle and send mails in this process. */
  startWork(): Promise<{ stop(): Promise<void> }>;
  /** Ends pools, the listener and connections to clusters. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  env: Env;
  log: Log;
  db: Db;
  pool: pg.Pool;
  databaseUrl: string;
  secrets: Secrets;
  /** What signs in at clusters: the keys are in its hands alone. */
  signer: Signer;
  metrics: Metrics;
  /** Where the workers' patience is not the usual one [defaultTiming]. */
  timing?: Partial<WorkerTiming>;
}

/** Builds every pool, bridge and service once. The only file that sees concrete adapters. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const { env, log, db, databaseUrl, secrets, signer } = options;
  const bridges = openBridges(signingBy(signer), log);
  const [templates, docs, apps] = await Promise.all([
    readTemplates(),
    readDocs(),
    readApps([join(env.dataFolder, 'apps')], makeAppOrigins(env), {
      isOffered: env.appsDomain !== undefined,
    }),
  ]);
  const openConnection = () => openListener(databaseUrl);
  const live = startLiveHub(openConnection, log);
  const addMailTask = addMailTaskOf(env);
  const oidc = makeOidc({
    secret: secrets.secret,
    url: env.url,
    providers: await readOidcProviders(env.oidcFile),
    log,
  });
  const { identity, people, guardians, secondFactor, confirmDoor } = composePeople(options, addMailTask);
  const payments = env.stripe && makeStripe(env.stripe);
  const cardDeps = {
    db,
    links: identity.links,
    wordsKey: derivedKey(secrets.secret, 'words of login cards'),
    url: env.url,
    consentAges: env.consentAges,
    triesByAddress: makeTryLimit(rates.cardByAddress),
    triesByCard: makeTryLimit(rates.cardByCard),
  };
  const services: Services = {
    people,
    guardians: makeGuardianServices(guardians),
    secondFactor,
    clusters: makeClusterServices({ db }),
    operate: makeOperateServices({ db, bridges, clusterKeys: signer, addTask }),
    allocations: makeAllocationServices({ db }),
    statements: makeStatementServices({ db }),
    requests: makeRequestServices({ db, addMailTask, url: env.url }),
    reviews: makeReviewServices({ db, addMailTask, url: env.url }),
    programmes: makeProgrammeServices({ db }),
    classes: makeClassServices({
      db,
      triesByPerson: makeTryLimit(rates.classCodeByPerson),
      triesByAll: makeTryLimit(rates.classCodeByAll),
    }),
    loginCards: makeLoginCardServices(cardDeps),
    logins: makeLoginServices({
      db,
      bridges,
      clusterKeys: signer,
      triesByPerson: makeTryLimit(rates.claimByPerson),
      triesByCluster: makeTryLimit(rates.claimByCluster),
    }),
    payments: makePaymentServices({ db, payments, settings: env.hours, addTask, url: env.url }),
    launches: makeLaunchServices({ db, bridges, apps, addTask, addTasks }),
    templates,
    docs,
    apps,
    ...makeTerminalServices({ db, bridges, log }),
    files: makeFileServices({ db, bridges }),
    live,
    demo: env.isDemo ? makeDemoServices(db) : undefined,
  };
  return {
    services,
    identity,
    oidc,
    oidcWork: makeOidcWork({
      db,
      links: identity.links,
      addMailTask,
      url: env.url,
      consentAges: env.consentAges,
    }),
    cardWork: makeCardWork(cardDeps),
    secret: secrets.secret,
    confirmDoor,
    appDoor: makeAppDoor({ db, bridges, apps, secretOf: makeAppSecrets(secrets.secret), log }),
    onNews: live.watch,
    takePaymentEvent:
      payments && ((body, signature) => takeEvent({ db, payments, addTask }, body, signature)),
    welcome: (personId) => welcome({ db, services, log }, personId),
    startWork: () =>
      startWork(options, {
        bridges,
        apps,
        guardians,
        templateFiles: templates.files,
        openConnection,
        payments,
      }),
    close: async () => {
      await Promise.all([live.stop(), bridges.close()]);
    },
  };
}

/** undefined where mails are only looked at. */
const addMailTaskOf = ({ smtpUrl }: Pick<Env, 'smtpUrl'>): AddMailTask =>
  smtpUrl === undefined ? undefined : (trx, mailId) => addTask(trx, 'send-mail', { id: mailId });

/** Where a connection gets its sign-in from: the signer, asked at every connect. */
export const signingBy =
  (signer: Signer): KeyOf =>
  ({ cluster, login }, profile) =>
    signer.identityOf({ cluster, login, profile });

/** The doors to clusters; nothing is connected before the first use. */
export function openBridges(
  keyOf: KeyOf,
  log: Log,
): ClusterBridges & { openConnections(): number; close(): Promise<void> } {
  const pool = openSshPool({
    keyOf,
    onTrouble: (trouble) => log.warn(trouble, 'a cluster could not be reached'),
  });
  return {
    schedulerOf: (kind) => ({ slurm, pbs })[kind],
    link: ({ name, ...address }, login) => pool.link({ ...address, cluster: name, login }),
    visit: async ({ name, ...address }, login, work) => {
      const own = openSshPool({ keyOf });
      try {
        return await work(own.link({ ...address, cluster: name, login }));
      } finally {
        await own.close();
      }
    },
    readHostKeys: (address) =>
      pool.readHostKeys('name' in address ? { ...address, cluster: address.name } : address),
    files: launchFiles,
    loginHost,
    homeFiles,
    openConnections: () => pool.size(),
    close: () => pool.close(),
  };
}

/** A key for one purpose. With another secret, authenticator apps are connected and login cards printed anew. @see RFC 5869 */
const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

function composePeople({ env, log, db, secrets }: ComposeOptions, addMailTask: AddMailTask) {
  const identity = makeAuthIdentity({
    secret: secrets.secret,
    url: env.url,
    store: makeIdentityStore(db),
    inStore: inIdentityStore(db),
    log,
  });
  const shared = {
    db,
    links: identity.links,
    addMailTask,
    url: env.url,
    triesByAddress: makeTryLimit(rates.signInByAddress),
    triesByEmail: makeTryLimit(rates.signInByEmail),
    consentAges: env.consentAges,
    addTask,
  };
  const secondFactorDeps = {
    db,
    passkeys: makePasskeys(env.url),
    codes: oneTimeCodes,
    addMailTask,
    sealingKey: derivedKey(secrets.secret, 'keys of authenticator apps'),
    url: env.url,
    triesByPerson: makeTryLimit(rates.codeByPerson),
    triesByDay: makeTryLimit(rates.codeByPersonADay),
  };
  return {
    identity,
    people: makePeopleServices(shared),
    guardians: { ...shared, codeTries: makeTryLimit(rates.childCodeByPerson) },
    secondFactor: makeSecondFactorServices(secondFactorDeps),
    confirmDoor: makeConfirmDoor(secondFactorDeps),
  };
}

async function welcome(
  { db, services, log }: { db: Db; services: Services; log: Log },
  personId: string,
): Promise<void> {
  try {
    const person = await findPerson(db, personId);
    if (person) await services.allocations.ensureStarter(toActor(person, { kind: 'cli' }, 'welcome'));
  } catch (error) {
    log.error({ err: error, personId }, 'starter hours were not given; the hours page offers them');
  }
}

async function startWork(
  { env, log, db, pool, metrics, secrets, timing }: ComposeOptions,
  parts: Pick<WorkerDeps, 'bridges' | 'templateFiles' | 'apps' | 'guardians'> & {
    openConnection: () => pg.Client;
    payments: Payments | undefined;
  },
): Promise<{ stop(): Promise<void> }> {
  const deps: WorkerDeps = {
    db,
    bridges: parts.bridges,
    addTask,
    addMailTask: addMailTaskOf(env),
    url: env.url,
    log,
    templateFiles: parts.templateFiles,
    apps: parts.apps,
    guardians: parts.guardians,
    appSecretOf: makeAppSecrets(secrets.secret),
    idle: { askMs: env.idleAskSeconds * 1000, stopMs: env.idleStopSeconds * 1000 },
    timing: { ...defaultTiming, ...timing },
    count: (what, cluster, by = 1) => metrics.workerEvents.inc({ what, cluster }, by),
  };
  const smtp = env.smtpUrl === undefined ? undefined : openSmtp({ url: env.smtpUrl, from: env.mailFrom });
  const sending: { 'send-mail'?: TaskWork } = smtp
    ? { 'send-mail': (id) => sendMail({ db, sender: smtp }, id) }
    : {};
  const outbox = await startOutbox(
    pool,
    {
      ...launchTasks(deps),
      ...paymentTasks(db, parts.payments),
      ...sending,
      'erase-home': (id) => eraseHome(deps, id),
      'clean-login': (id) => cleanLogin(deps, id),
      'erase-child': (id) => eraseChild(parts.guardians, id),
    },
    {
      concurrency: 8,
      onError: (task, id, error) =>
        log.warn({ task, id, err: error }, 'a task failed and will be tried again'),
    },
  );
  const workers = startWorkers(deps, parts.openConnection);
  return {
    stop: async () => {
      await Promise.all([outbox.stop(), workers.stop()]);
      smtp?.close();
    },
  };
}

const paymentTasks = (db: Db, payments: Payments | undefined): Record<string, TaskWork> =>
  payments
    ? {
        'look-at-purchase': (id) => lookAtPurchase({ db, payments, addTask }, id),
        'send-refund': (id) => sendRefund({ db, payments, addTask }, id),
      }
    : {};
