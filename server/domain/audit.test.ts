import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { listClusters } from '#db/queries/clusters/list-clusters';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../actor';
import type { Services } from '../services';
import { makeAllocationServices } from './allocations/make-allocation-services';
import type { ClusterBridges } from './clusters/cluster-bridges';
import { ensureLogin } from './clusters/ensure-login';
import { makeClassServices } from './classes/make-class-services';
import { makeClusterServices } from './clusters/make-cluster-services';
import { makeLaunchServices } from './launches/make-launch-services';
import { plantCluster } from './launches/testing/launch-ground';
import { cookieOf, makePeople, makePerson, nobody, tokenMailedTo } from './people/testing/people-fixture';
import { readApps } from './apps/read-apps';
import { testOrigins } from './apps/testing/test-origins';
import { makeOperateServices } from './operate/make-operate-services';
import { makeRequestServices } from './requests/make-request-services';

/** What a service method leaves in the audit log: nothing, because it only reads, or a line of this action by this act. */
type Row =
  'reads' | { action: string; act(world: World): Promise<unknown> } | { action: string; testedIn: string };

const leaves = (action: string, act: (world: World) => Promise<unknown>): Row => ({ action, act });

/** What changes a class is tried with a whole class in `server/domain/classes/classes.test.ts`, which reads the log at its end. */
const inClass = (act: string): Row => ({ action: `class.${act}`, testedIn: 'server/domain/classes' });

/** What an operator does at a cluster is tried at one in `server/domain/operate/operate.test.ts`, which reads the log at its end. */
const inOperation = (act: string): Row => ({ action: `cluster.${act}`, testedIn: 'server/domain/operate' });

/** What changes files is tried at a centre in `server/domain/files/files.test.ts`, which reads the log at its end. */
const atHome = (act: string): Row => ({ action: `files.${act}`, testedIn: 'server/domain/files' });

/** Second factors are tried with devices and apps in `server/domain/people/second-factor`, which reads the log at its end. */
const inFactor = (action: string): Row => ({ action, testedIn: 'server/domain/people/second-factor' });

/** What is shown to a teacher is tried with real shells in `server/sockets/watch/watch-route.test.ts`, which reads the log. */
const inShowing = (act: string): Row => ({ action: `terminal.${act}`, testedIn: 'server/sockets/watch' });

/** What is done with login cards is tried with browsers in `server/http/card-door.test.ts`, which reads the log at its end. */
const inCards = (act: string): Row => ({ action: `class.${act}`, testedIn: 'server/http' });

/** Linking is tried at a centre in `server/domain/logins/logins.test.ts`, which reads the log. */
const inLinking = (action: string): Row => ({ action, testedIn: 'server/domain/logins' });

/** What guardians do is tried in `server/domain/guardians`, which reads the log at its end. */
const inConsent = (action: string): Row => ({ action, testedIn: 'server/domain/guardians' });

/** What moves money is tried at a server that speaks as the provider does, in `server/domain/payments/payments.test.ts`. */
const inPayment = (act: string): Row => ({ action: `payment.${act}`, testedIn: 'server/domain/payments' });

/** Deciding by quorum is tried with a whole panel in `server/domain/reviews/reviews.test.ts`, which reads the log at its end. */
const inReview = (act: string): Row => ({ action: `request.${act}`, testedIn: 'server/domain/reviews' });

/** Programmes are tried in `server/domain/programmes/programmes.test.ts`, which reads the log at its end. */
const inProgramme = (act: string): Row => ({
  action: `programme.${act}`,
  testedIn: 'server/domain/programmes',
});

const newClass = {
  name: '2-3',
  schoolName: '한강고',
  subject: '',
  size: 30,
  startsOn: '2026-03-01',
  endsOn: '2027-02-28',
  joining: 'automatic' as const,
};

/** Every method of every service. A method without a row does not compile. */
const rows: { [Name in keyof Services]: Record<keyof NonNullable<Services[Name]>, Row> } = {
  people: {
    countries: 'reads',
    checkAge: 'reads',
    // Mails only: what counts is the session that following the link begins.
    startSignUp: 'reads',
    startSignIn: 'reads',
    me: 'reads',
    updateProfile: leaves('person.changed', ({ services, student }) =>
      services.people.updateProfile(student, { schoolName: '새 학교' }),
    ),
    listSessions: 'reads',
    revokeSessions: leaves('session.revoked', async ({ services, student, enter }) => {
      await enter(student.email ?? '');
      const [session] = await services.people.listSessions(student);
      await services.people.revokeSessions(student, [session?.id ?? '']);
    }),
    list: 'reads',
    setRoles: leaves('person.roles-set', ({ services, administrator, reviewer }) =>
      services.people.setRoles(administrator, reviewer.personId, ['reviewer', 'teacher']),
    ),
    listTokens: 'reads',
    createToken: leaves('token.created', ({ services, student }) =>
      services.people.createToken(student, { name: 'a', days: 1 }),
    ),
    revokeToken: leaves('token.revoked', async ({ services, student }) => {
      const { view } = await services.people.createToken(student, { name: 'b', days: 1 });
      await services.people.revokeToken(student, view.id);
    }),
    listIdentities: 'reads',
    exportEverything: leaves('person.exported', ({ services, student }) =>
      services.people.exportEverything(student),
    ),
    eraseMe: { action: 'person.erased', testedIn: 'server/domain/people/leave' },
    unlinkIdentity: { action: 'identity.unlinked', testedIn: 'server/http/oidc-door.test.ts' },
    listTaughtClasses: 'reads',
  },
  guardians: {
    methods: 'reads',
    ask: inConsent('consent.asked'),
    readAsk: 'reads',
    forgetAsk: inConsent('consent.taken-back'),
    peekLetter: 'reads',
    agree: inConsent('consent.agreed'),
    confirm: inConsent('consent.given'),
    refuse: inConsent('consent.refused'),
    sendForm: inConsent('consent.form-sent'),
    // A mail only: what counts is the session that its link begins.
    askToEnter: 'reads',
    peekEntry: 'reads',
    enter: inConsent('guardian.entered'),
    // Ends what lasts half an hour.
    leave: 'reads',
    read: 'reads',
    correct: inConsent('guardian.corrected'),
    exportChild: inConsent('guardian.exported'),
    setStopped: inConsent('guardian.stopped'),
    withdraw: inConsent('consent.withdrawn'),
    listForms: 'reads',
    findByCode: 'reads',
    logCall: inConsent('consent.given'),
    takeForm: inConsent('consent.form-sent'),
    readForm: 'reads',
    decideForm: inConsent('consent.form-refused'),
  },
  secondFactor: {
    read: 'reads',
    // Good for nothing until the device or app has answered.
    startPasskey: 'reads',
    startTotp: 'reads',
    addPasskey: inFactor('passkey.added'),
    proveTotp: inFactor('totp.added'),
    renewRecoveryCodes: inFactor('recovery-codes.made'),
    removePasskey: inFactor('passkey.removed'),
    removeTotp: inFactor('totp.removed'),
    reset: inFactor('second-factor.reset'),
  },
  clusters: { list: 'reads', publicBoard: 'reads', revokedKeys: 'reads' },
  operate: {
    list: 'reads',
    get: 'reads',
    centres: 'reads',
    readHostKeys: 'reads',
    readHostKeysOf: 'reads',
    attach: inOperation('attached'),
    pinHostKeys: inOperation('host-keys'),
    probe: inOperation('probed'),
    setState: leaves('cluster.state', async ({ services, administrator }) => {
      await services.operate.setState(administrator, 'hangang', 'draining');
      await services.operate.setState(administrator, 'hangang', 'open');
    }),
    setRate: leaves('cluster.rate', ({ services, administrator }) =>
      services.operate.setRate(administrator, 'hangang', 'a100', 900),
    ),
    setPartitionOpen: leaves('cluster.partition', ({ services, administrator }) =>
      services.operate.setPartitionOpen(administrator, 'hangang', 'debug', true),
    ),
    setLoginKinds: inOperation('login-kinds'),
    addToPool: inOperation('pool-grown'),
    takeFromPool: inOperation('pool-shrunk'),
    setPoolRules: inOperation('pool-rules'),
    cleanAgain: inOperation('pool-cleaned'),
    takeBack: inOperation('pool-taken-back'),
    setReservationShown: inOperation('reservation'),
    setHourLimits: leaves('cluster.hour-limits', ({ services, administrator }) =>
      services.operate.setHourLimits(administrator, 'hangang', false),
    ),
    setExtendLimit: leaves('cluster.extend-limit', ({ services, administrator }) =>
      services.operate.setExtendLimit(administrator, 'hangang', 3_600),
    ),
    addMaintenance: inOperation('maintenance-added'),
    endMaintenance: inOperation('maintenance-ended'),
    remove: inOperation('removed'),
  },
  apps: { list: 'reads', get: 'reads' },
  allocations: {
    list: 'reads',
    ensureStarter: leaves('allocation.starter-given', ({ services, reviewer }) =>
      services.allocations.ensureStarter(reviewer),
    ),
    statement: 'reads',
    forecast: 'reads',
    returnHours: leaves('allocation.returned', async ({ services, reviewer }) =>
      services.allocations.returnHours(reviewer, (await services.allocations.ensureStarter(reviewer)).id, {
        amount: 1,
        key: 'once',
      }),
    ),
  },
  statements: { read: 'reads', file: 'reads', subjects: 'reads' },
  requests: {
    create: leaves('request.submitted', (world) => asked(world)),
    list: 'reads',
    get: 'reads',
    answer: leaves('request.answer', async (world) => {
      const { id } = await world.services.requests.askBack(world.reviewer, await asked(world), '왜요?', 1);
      await world.services.requests.answer(world.student, id, '이래서요.');
    }),
    withdraw: leaves('request.withdrawn', async (world) =>
      world.services.requests.withdraw(world.student, await asked(world)),
    ),
    listToConfirm: 'reads',
    getAdvised: 'reads',
    confirm: inReview('adviser-confirmed'),
    report: { action: 'request.report', testedIn: 'server/domain/requests' },
    judgeReport: { action: 'request.report-accepted', testedIn: 'server/domain/requests' },
    listToReview: 'reads',
    evidence: 'reads',
    askBack: leaves('request.question', async (world) =>
      world.services.requests.askBack(world.reviewer, await asked(world), '왜요?', 1),
    ),
    decide: leaves('request.declined', async (world) =>
      world.services.requests.decide(world.reviewer, await asked(world), {
        amountMilliGpuSeconds: undefined,
        reason: '시작 시간으로 충분해요.',
        version: 1,
      }),
    ),
  },
  reviews: {
    panel: 'reads',
    write: inReview('reviewed'),
    handBack: inReview('handed-back'),
    assign: inReview('reviewer-assigned'),
    takeOff: inReview('reviewer-taken-off'),
  },
  programmes: {
    offered: 'reads',
    list: 'reads',
    get: 'reads',
    create: inProgramme('created'),
    change: inProgramme('changed'),
    addCall: inProgramme('call-added'),
    removeCall: inProgramme('call-removed'),
  },
  payments: {
    offers: 'reads',
    seekSponsors: inClass('sponsors-sought'),
    ofClass: 'reads',
    start: inPayment('started'),
    list: 'reads',
    get: 'reads',
    giveBack: inPayment('refund-asked'),
  },
  classes: {
    create: leaves('class.created', ({ services, teacher }) => services.classes.create(teacher, newClass)),
    list: 'reads',
    get: 'reads',
    mine: 'reads',
    makeCode: inClass('code-made'),
    revokeCode: inClass('code-revoked'),
    previewCode: 'reads',
    join: inClass('member-let-in'),
    leave: inClass('member-gone'),
    admit: inClass('member-let-in'),
    remove: inClass('member-gone'),
    addHelper: inClass('helper-added'),
    readRoster: 'reads',
    takeRoster: inClass('roster-taken'),
    joinExpected: inClass('member-let-in'),
    askHours: { action: 'request.submitted', testedIn: 'server/domain/classes' },
    shareOut: inClass('shared-out'),
    moveHours: inClass('hours-moved'),
    returnHours: inClass('hours-returned'),
    setFrozen: inClass('frozen'),
    askMore: inClass('more-asked'),
    decideAsks: inClass('more-given'),
    end: inClass('ended'),
  },
  loginCards: {
    list: 'reads',
    make: inCards('cards-made'),
    renew: inCards('card-renewed'),
    void: inCards('card-voided'),
    listAsks: 'reads',
    decideAsk: inCards('card-ask-allowed'),
  },
  logins: {
    list: 'reads',
    claim: inLinking('login.claimed'),
    prove: inLinking('login.linked'),
    drop: 'reads',
    unlink: inLinking('login.unlinked'),
  },
  launches: {
    quote: 'reads',
    submit: leaves('launch.submitted', (world) => launched(world)),
    get: 'reads',
    list: 'reads',
    events: 'reads',
    cancel: leaves('launch.cancel-requested', async (world) => {
      const id = await launched(world);
      await world.services.launches.cancel(world.student, id);
      await world.services.launches.cancel(world.student, id);
    }),
    endings: 'reads',
    extend: { action: 'launch.extend-asked', testedIn: 'server/workers' },
    keepApp: { action: 'app.kept', testedIn: 'server/workers' },
    openApp: { action: 'app.opened', testedIn: 'server/gateway' },
    draftOf: 'reads',
    output: 'reads',
    watchOutput: 'reads',
    results: 'reads',
    result: 'reads',
  },
  docs: { list: 'reads', get: 'reads' },
  templates: { list: 'reads', get: 'reads' },
  terminals: {
    authorise: 'reads',
    open: { action: 'terminal.opened', testedIn: 'server/sockets' },
    list: 'reads',
  },
  showings: {
    teachers: 'reads',
    start: inShowing('shown'),
    stop: inShowing('hidden'),
    list: 'reads',
    get: 'reads',
    watch: inShowing('watched'),
    decline: inShowing('hidden'),
    recheck: inShowing('hidden'),
    revoke: inShowing('hidden'),
  },
  files: {
    look: 'reads',
    space: 'reads',
    open: 'reads',
    zip: 'reads',
    edit: 'reads',
    save: atHome('saved'),
    make: atHome('made'),
    rename: atHome('renamed'),
    move: atHome('moved'),
    trash: atHome('trashed'),
    listTrash: 'reads',
    restore: atHome('restored'),
    forget: atHome('deleted'),
    beginUpload: atHome('upload-begun'),
    uploadState: 'reads',
    takeUpload: atHome('uploaded'),
    dropUpload: atHome('upload-dropped'),
  },
  live: { subscribe: 'reads' },
  demo: { people: 'reads', outbox: 'reads' },
};

interface World {
  db: Db;
  services: Pick<
    Services,
    'people' | 'clusters' | 'operate' | 'allocations' | 'requests' | 'classes' | 'launches'
  >;
  student: Actor;
  reviewer: Actor;
  teacher: Actor;
  administrator: Actor;
  /** Signs in by a mailed link; gives the Cookie header. */
  enter(email: string): Promise<string>;
  leave(cookie: string): Promise<unknown>;
}

let test_: TestDb;
let world: World;
beforeAll(async () => {
  test_ = await openTestDb();
  const { db } = test_;
  await ensureLedgerRoots(db);
  await plantCluster(db, 'hangang', 'slurm');
  const { people, identity } = makePeople(db);
  // Every command at the cluster goes well; nothing here looks at what it said.
  const bridges = { link: () => ({ run: async () => ({ exitCode: 0 }) }) } as unknown as ClusterBridges;
  world = {
    db,
    services: {
      people,
      clusters: makeClusterServices({ db }),
      operate: makeOperateServices({
        db,
        bridges,
        clusterKeys: undefined as never,
        addTask: async () => undefined,
      }),
      allocations: makeAllocationServices({ db }),
      requests: makeRequestServices({ db, addMailTask: undefined, url: 'http://localhost' }),
      classes: makeClassServices({
        db,
        triesByPerson: { take: async () => undefined },
        triesByAll: { take: async () => undefined },
      }),
      launches: makeLaunchServices({
        db,
        bridges,
        apps: await readApps([], testOrigins),
        addTask: async () => undefined,
        addTasks: async () => undefined,
      }),
    },
    student: (await makePerson(db, 'student@x.kr')).actor,
    reviewer: (await makePerson(db, 'reviewer@x.kr', ['reviewer'])).actor,
    teacher: (await makePerson(db, 'teacher@x.kr', ['teacher'])).actor,
    administrator: (await makePerson(db, 'admin@x.kr', ['administrator'])).actor,
    enter: async (email) => {
      await people.startSignIn(email, { address: '1', locale: 'ko' });
      const { setCookies } = await identity.followLink((await tokenMailedTo(db, email)) ?? '', nobody);
      return cookieOf(setCookies);
    },
    leave: (cookie) => identity.signOut({ cookieHeader: cookie, userAgent: '' }),
  };
  await world.services.allocations.ensureStarter(world.student);
});
afterAll(() => test_.close());

const linesOf = (action: string) =>
  test_.db.selectFrom('audit_log').selectAll().where('action', '=', action).orderBy('id').execute();

const acts = Object.entries(rows).flatMap(([service, methods]) =>
  Object.entries(methods as Record<string, Row>).flatMap(([method, row]) =>
    typeof row === 'object' && 'act' in row ? [[`${service}.${method}`, row.action, row.act] as const] : [],
  ),
);

describe('what changes something leaves one line that says who, what and on which request', () => {
  test.each(acts)('%s leaves %s', async (_method, action, act) => {
    const before = await linesOf(action);
    await act(world);
    const [line, ...others] = (await linesOf(action)).slice(before.length);
    expect(line).toMatchObject({ subject_id: expect.stringMatching(/./), request_id: 'test' });
    expect(
      [world.student, world.reviewer, world.teacher, world.administrator].map((actor) => actor.personId),
    ).toContain(line?.actor_person_id);
    // Draining and opening again are two changes; everything else is one, however often it was asked for.
    expect(others).toHaveLength(action === 'cluster.state' ? 1 : 0);
  });

  test('signing in and out leave theirs', async () => {
    const cookie = await world.enter(world.administrator.email ?? '');
    await world.leave(cookie);
    const started = (await linesOf('session.started')).at(-1);
    const ended = (await linesOf('session.ended')).at(-1);
    expect(started).toMatchObject({ actor_person_id: world.administrator.personId, subject_kind: 'session' });
    expect(ended?.subject_id).toBe(started?.subject_id);
  });

  test('a login made at a cluster leaves its line once', async () => {
    const [cluster] = await listClusters(world.db);
    if (!cluster) throw new Error('no cluster');
    const bridges = { link: () => ({ run: async () => ({ exitCode: 0 }) }) } as unknown as ClusterBridges;
    const make = () => ensureLogin({ db: world.db, bridges }, cluster, world.student.personId);
    const made = await Promise.all([make(), make(), make()]);
    expect((await linesOf('login.made')).map((line) => line.subject_id)).toEqual([made[0]?.id]);
  });
});

test('no line holds a script, a token or a cookie', async () => {
  const cookie = await world.enter(world.student.email ?? '');
  const { token } = await world.services.people.createToken(world.student, { name: 'c', days: 1 });
  await launched(world);
  const all = JSON.stringify(await test_.db.selectFrom('audit_log').selectAll().execute(), (_key, value) =>
    typeof value === 'bigint' ? String(value) : (value as unknown),
  );
  for (const secret of [token, cookie.split('=')[1] ?? '', 'echo secret-words']) {
    expect(secret.length).toBeGreaterThan(10);
    expect(all).not.toContain(secret);
  }
});

let count = 0;

async function asked({ services, student }: World): Promise<string> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const { id } = await services.requests.create(student, {
    title: `요청 ${count++}`,
    purpose: '분류기를 학습해요.',
    askedMilliGpuSeconds: 3_600_000,
    clusters: [],
    startsOn: day(1),
    endsOn: day(10),
  });
  return id;
}

async function launched({ services, student }: World): Promise<string> {
  const draft = { cluster: 'hangang', script: 'echo secret-words\n', walltimeSeconds: 60 };
  return (await services.launches.submit(student, draft, `key-${count++}`)).id;
}
